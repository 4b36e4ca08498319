import { isCode } from "@peercircle/sdk";
import { useCallback, useState } from "react";
import { Link, useLocation } from "wouter";
import { useSession } from "../Accounts/SessionContext.ts";
import { Page } from "../Shell/Page.tsx";
import { errorText } from "../parts/errors.ts";
import { useLoaded } from "../parts/useLoaded.ts";
import { texts } from "../texts.ts";

/** An invite link with a session. */
export function InvitePage({ token }: { readonly token: string }) {
  const { client } = useSession();
  const [, navigate] = useLocation();
  const [error, setError] = useState<unknown>();
  const invite = useLoaded(useCallback(() => client.api.circles.readInvite(token), [client, token]));
  const isGone = invite.error !== undefined || isCode(error, "invite.gone");

  async function join(): Promise<void> {
    try {
      const circle = await client.api.circles.acceptInvite(token);
      navigate(`/c/${circle.conversationId}`);
    } catch (failure) {
      setError(failure);
    }
  }

  if (isGone) {
    return (
      <Page title={texts.circles.inviteGoneTitle} narrow>
        <p>{texts.circles.inviteGone}</p>
        <p>
          <Link className="text-link" href="/">
            {texts.circles.toConversations}
          </Link>
        </p>
      </Page>
    );
  }
  const name = invite.value?.circleName;
  return (
    <Page title={name === undefined ? texts.loading : texts.circles.invitedTitle(name)} narrow>
      <p>{texts.circles.invited}</p>
      {name !== undefined && (
        <button type="button" className="button primary" onClick={() => void join()}>
          {texts.circles.join(name)}
        </button>
      )}
      {error !== undefined && (
        <p className="error" role="alert">
          {errorText(error)}
        </p>
      )}
    </Page>
  );
}
