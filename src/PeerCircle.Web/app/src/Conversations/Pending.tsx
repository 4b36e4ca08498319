import type { ConversationHandle, OutboxRow } from "@peercircle/sdk";
import { useSession } from "../Accounts/session.ts";
import { errorTextOfCode } from "../parts/errors.ts";
import { Face } from "../parts/Face.tsx";
import { Icon } from "../parts/Icon.tsx";
import { texts } from "../texts.ts";
import { MessageBody } from "./Message.tsx";

/** One's own words on their way. */
export function PendingGroup({ handle, rows }: { readonly handle: ConversationHandle; readonly rows: readonly OutboxRow[] }) {
  const { me } = useSession();
  return (
    <div className="group own">
      <Face id={me.id} name={me.displayName} own />
      <div className="group-head">
        <span className="name">{texts.you}</span>
      </div>
      {rows.map((row) => (
        <article key={row.id} className={row.status === "failed" ? "message" : "message pending"} data-id={row.id} aria-label={texts.you} tabIndex={-1}>
          <MessageBody text={row.text} />
          {row.status === "failed" ? (
            <div className="delivery failed">
              <Icon name="warning" />
              <span>
                <b>{texts.conversations.failed}</b> {errorTextOfCode(row.code)} {texts.conversations.failedSafe}
              </span>
              <span className="buttons">
                <button type="button" className="button small quiet" onClick={() => handle.retry(row.id)}>
                  {texts.conversations.retry}
                </button>
                <button type="button" className="button small quiet" onClick={() => handle.discard(row.id)}>
                  {texts.conversations.discard}
                </button>
              </span>
            </div>
          ) : (
            <p className="delivery">
              <Icon name="clock" />
              {row.status === "sending" ? texts.conversations.sending : texts.conversations.waiting}
            </p>
          )}
        </article>
      ))}
    </div>
  );
}
