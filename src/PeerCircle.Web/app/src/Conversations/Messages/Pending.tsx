import type { ConversationHandle, OutboxRow } from "@peercircle/sdk";
import { useSession } from "../../Accounts/SessionContext.ts";
import { errorTextOfCode } from "../../parts/errors.ts";
import { Icon } from "../../parts/Icon.tsx";
import { texts } from "../../texts.ts";
import { Words } from "../Markdown/Words.tsx";
import { MessageHead } from "./MessageHead.tsx";

/** One's own words on their way. */
export function Pending({ handle, row, isFirst }: { readonly handle: ConversationHandle; readonly row: OutboxRow; readonly isFirst: boolean }) {
  const { me } = useSession();
  const classes = ["message own", isFirst && "first", row.status !== "failed" && "pending"].filter(Boolean).join(" ");
  return (
    <article className={classes} data-id={row.id} aria-label={texts.you} tabIndex={-1}>
      {isFirst && <MessageHead authorId={me.id} name={texts.you} at={undefined} />}
      <Words text={row.text} />
      {row.status === "failed" ? (
        <div className="delivery failed">
          <span>
            <Icon name="warning" /> <b>{texts.conversations.failed}</b> {errorTextOfCode(row.code)}
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
  );
}
