import type { Api, ServerInfo } from "@peercircle/sdk";
import { useCallback } from "react";
import { Link, useLocation, useSearchParams } from "wouter";
import { DoorHead } from "../Accounts/Door.tsx";
import { renewSession } from "../Accounts/session.ts";
import { SignInForm } from "../Accounts/SignIn.tsx";
import { circlePath, SignUpForm } from "../Accounts/SignUp.tsx";
import { Logo } from "../parts/Icon.tsx";
import { useLoaded } from "../parts/useLoaded.ts";
import { texts } from "../texts.ts";
import { inviteTrouble, isLasting } from "./inviteTrouble.ts";

interface JoinByInviteProps {
  readonly api: Api;
  readonly server: ServerInfo | undefined;
  readonly token: string;
}

/** An invite link without a session: make an account with it, or sign in and join. */
export function JoinByInvite({ api, server, token }: JoinByInviteProps) {
  const [, navigate] = useLocation();
  const [search] = useSearchParams();
  const hasAccount = search.has("account");
  const { value: invite, error, reload } = useLoaded(useCallback(() => api.circles.readInvite(token), [api, token]));
  if (error !== undefined) return <Trouble error={error} again={reload} server={server} />;
  if (invite === undefined) {
    return (
      <div className="door-head" aria-busy="true">
        <Logo large />
      </div>
    );
  }

  function goOn(path: string | undefined): void {
    renewSession();
    if (path !== undefined) navigate(path, { replace: true }); // Else the page behind says what is the matter with the link.
  }

  return (
    <>
      <DoorHead title={texts.accounts.joinTitle(invite.circleName)} circle={invite.circleName}>
        <p className="soft">{hasAccount ? texts.circles.invitedBack : texts.circles.invitedNew}</p>
      </DoorHead>
      {hasAccount ? (
        <SignInForm api={api} done={async () => goOn(await circlePath(api, token))} />
      ) : (
        <SignUpForm api={api} server={server} submit={texts.circles.joinCircle} inviteToken={token} done={goOn} />
      )}
      <p className="door-foot">
        {hasAccount ? texts.accounts.newHere : texts.accounts.haveAccount}{" "}
        <Link className="text-link" href={hasAccount ? `/invite/${token}` : `/invite/${token}?account`} replace>
          {hasAccount ? texts.accounts.toSignUp : texts.accounts.toSignIn}
        </Link>
      </p>
    </>
  );
}

function Trouble({ error, again, server }: { readonly error: unknown; readonly again: () => void; readonly server: ServerInfo | undefined }) {
  const trouble = inviteTrouble(error);
  return (
    <>
      <DoorHead title={trouble.title}>
        <p className="soft">{trouble.text}</p>
      </DoorHead>
      {!isLasting(error) && (
        <button type="button" className="button wide" onClick={again}>
          {texts.again}
        </button>
      )}
      <p className="door-foot">
        {texts.accounts.haveAccount}{" "}
        <Link className="text-link" href="/">
          {texts.accounts.toSignIn}
        </Link>
        {server?.registration === "open" && (
          <>
            <br />
            {texts.circles.withoutInvite}{" "}
            <Link className="text-link" href="/sign-up">
              {texts.accounts.toSignUp}
            </Link>
          </>
        )}
      </p>
    </>
  );
}
