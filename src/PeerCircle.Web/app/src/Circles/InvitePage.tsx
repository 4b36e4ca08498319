import { isCode } from "@peercircle/sdk";
import { useCallback, useEffect, useState } from "react";
import { Link, useLocation } from "wouter";
import { useSession } from "../Accounts/SessionContext.ts";
import { BackLink } from "../Shell/Page.tsx";
import { Face } from "../parts/Face.tsx";
import { useLoaded } from "../parts/useLoaded.ts";
import { texts } from "../texts.ts";
import { inviteTrouble, isLasting } from "./inviteTrouble.ts";

/** An invite link with a session: one step from the circle's conversation. */
export function InvitePage({ token }: { readonly token: string }) {
  const { client } = useSession();
  const [, navigate] = useLocation();
  const [refusal, setRefusal] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const invite = useLoaded(useCallback(() => client.api.circles.readInvite(token), [client, token]));

  const join = useCallback(async (): Promise<void> => {
    const circle = await client.api.circles.acceptInvite(token);
    navigate(`/c/${circle.conversationId}`, { replace: true });
  }, [client, token, navigate]);

  // Who is in already is let through by a link that works for nobody else any more.
  const isGone = isCode(invite.error, "invite.gone");
  useEffect(() => {
    if (isGone) join().catch(setRefusal);
  }, [isGone, join]);

  async function accept(): Promise<void> {
    if (isBusy) return;
    setBusy(true);
    setRefusal(undefined);
    try {
      await join();
    } catch (failure) {
      setRefusal(failure);
    } finally {
      setBusy(false);
    }
  }

  const error = refusal ?? (isGone ? undefined : invite.error);
  const name = invite.value?.circleName;
  return (
    <main className="main" id="main" aria-busy={name === undefined && error === undefined}>
      <header className="bar over-feed">
        <BackLink />
      </header>
      <div className="empty">
        {name !== undefined && <Face id={name} name={name} shape="emblem" size="large" />}
        {error !== undefined ? <Trouble error={error} again={isLasting(error) ? undefined : name === undefined ? invite.reload : () => void accept()} /> : name !== undefined && <Invitation name={name} isBusy={isBusy} accept={() => void accept()} />}
      </div>
    </main>
  );
}

function Invitation({ name, isBusy, accept }: { readonly name: string; readonly isBusy: boolean; readonly accept: () => void }) {
  return (
    <>
      <h1 className="page-title" dir="auto">
        {texts.circles.invitedTitle(name)}
      </h1>
      <p className="soft">{texts.circles.invited}</p>
      <div className="buttons">
        <button type="button" className="button primary" aria-disabled={isBusy} onClick={accept}>
          {texts.circles.join(name)}
        </button>
        <Link className="button" href="/">
          {texts.circles.notNow}
        </Link>
      </div>
    </>
  );
}

function Trouble({ error, again }: { readonly error: unknown; readonly again: (() => void) | undefined }) {
  const { title, text } = inviteTrouble(error);
  return (
    <div role="alert" className="empty-text">
      <h1 className="page-title">{title}</h1>
      <p className="soft">{text}</p>
      <div className="buttons">
        {again !== undefined && (
          <button type="button" className="button" onClick={again}>
            {texts.again}
          </button>
        )}
        <Link className="button" href="/">
          {texts.circles.toConversations}
        </Link>
      </div>
    </div>
  );
}
