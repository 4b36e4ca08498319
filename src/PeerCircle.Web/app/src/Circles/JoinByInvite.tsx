import type { Api, ServerInfo } from "@peercircle/sdk";
import { useCallback, useState } from "react";
import { useLocation } from "wouter";
import { DoorHead } from "../Accounts/Door.tsx";
import { SignInForm } from "../Accounts/SignIn.tsx";
import { SignUpForm } from "../Accounts/SignUp.tsx";
import { useLoaded } from "../parts/useLoaded.ts";
import { texts } from "../texts.ts";

interface JoinByInviteProps {
  readonly api: Api;
  readonly server: ServerInfo | undefined;
  readonly token: string;
}

/** An invite link without a session: make an account with it, or sign in and join on the page behind. */
export function JoinByInvite({ api, server, token }: JoinByInviteProps) {
  const [, navigate] = useLocation();
  const [hasAccount, setHasAccount] = useState(false);
  const invite = useLoaded(useCallback(() => api.circles.readInvite(token), [api, token]));
  if (invite.error !== undefined && invite.value === undefined) {
    return (
      <DoorHead title={texts.circles.inviteGoneTitle}>
        <p className="soft">{texts.circles.inviteGone}</p>
      </DoorHead>
    );
  }
  if (invite.value === undefined) return <DoorHead title={texts.loading} />;
  return (
    <>
      <DoorHead title={texts.accounts.joinTitle(invite.value.circleName)} />
      {hasAccount ? (
        <SignInForm api={api} />
      ) : (
        <SignUpForm
          api={api}
          server={server}
          inviteToken={token}
          done={async () => {
            // The account has joined with the token; accepting again answers the circle and uses nothing.
            const circle = await api.circles.acceptInvite(token).catch(() => undefined);
            navigate(circle === undefined ? "/" : `/c/${circle.conversationId}`);
          }}
        />
      )}
      <p className="door-foot">
        {hasAccount ? texts.accounts.newHere : texts.accounts.haveAccount}{" "}
        <button type="button" className="text-link plain" onClick={() => setHasAccount(!hasAccount)}>
          {hasAccount ? texts.accounts.toSignUp : texts.accounts.toSignIn}
        </button>
      </p>
    </>
  );
}
