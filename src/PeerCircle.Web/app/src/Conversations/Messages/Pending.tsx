import type { ConversationHandle, OutboxRow } from "@peercircle/sdk";
import { useSession } from "../../Accounts/SessionContext.ts";
import { errorTextOfCode } from "../../parts/errors.ts";
import { Icon } from "../../parts/Icon.tsx";
import { texts } from "../../texts.ts";
import { Words } from "../Markdown/Words.tsx";
import { draftAt, keepDraft, placeOf } from "../Writing/drafts.ts";
import { fromWire, joined } from "../Writing/mentions.ts";
import { MessageHead } from "./MessageHead.tsx";

/** One's own words on their way. */
export function Pending({ handle, row, isFirst }: { readonly handle: ConversationHandle; readonly row: OutboxRow; readonly isFirst: boolean }) {
  const { me, members } = useSession();

  /** Into the field it was written in, behind what is there. */
  function takeBack(): void {
    const place = placeOf(me.id, handle.id, row.parentId === undefined ? undefined : { thread: row.parentId });
    keepDraft(place, joined(draftAt(place).getSnapshot(), fromWire(row.text, (id) => (id === me.id ? me.displayName : members.find(id)?.displayName))));
    handle.discard(row.id);
    document.querySelector<HTMLElement>(`form[data-place="${place}"] textarea`)?.focus();
  }

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
            <button type="button" className="button small quiet" onClick={takeBack}>
              {texts.messages.takeBack}
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
