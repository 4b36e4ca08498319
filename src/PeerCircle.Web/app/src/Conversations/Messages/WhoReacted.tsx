import { Observable } from "@peercircle/sdk";
import { useCallback, useEffect } from "react";
import { useNames } from "../../Accounts/memberDirectory.ts";
import { MemberFace } from "../../Accounts/MemberFace.tsx";
import { useSession } from "../../Accounts/SessionContext.ts";
import { Dialog } from "../../parts/Dialog.tsx";
import { errorText } from "../../parts/errors.ts";
import { useLoaded } from "../../parts/useLoaded.ts";
import { useReadable } from "../../parts/useReadable.ts";
import { texts } from "../../texts.ts";

interface Asked {
  readonly conversationId: string;
  readonly messageId: string;
}

const asked = new Observable<Asked | undefined>(undefined);

export function showReactions(conversationId: string, messageId: string): void {
  asked.set({ conversationId, messageId });
}

function close(): void {
  asked.set(undefined);
}

/** Where the list of those who reacted opens. */
export function WhoReactedPlace() {
  const of = useReadable(asked);
  useEffect(() => () => close(), []);
  return of === undefined ? null : <WhoReacted key={of.messageId} {...of} />;
}

function WhoReacted({ conversationId, messageId }: Asked) {
  const { client } = useSession();
  const nameOf = useNames();
  const { value, error } = useLoaded(useCallback(() => client.api.conversations.reactions(conversationId, messageId), [client, conversationId, messageId]));
  return (
    <Dialog title={texts.messages.whoReacted} onClose={close}>
      {error !== undefined && (
        <p className="error" role="alert">
          {errorText(error)}
        </p>
      )}
      <ul className="who" aria-busy={value === undefined && error === undefined}>
        {value?.map(({ memberId, emoji }) => (
          <li key={`${memberId} ${emoji}`}>
            <MemberFace id={memberId} size="small" />
            <span className="who-name" dir="auto">
              {nameOf(memberId)}
            </span>
            <span className="emoji">{emoji}</span>
          </li>
        ))}
      </ul>
      <div className="buttons">
        <button type="button" className="button" onClick={close}>
          {texts.close}
        </button>
      </div>
    </Dialog>
  );
}
