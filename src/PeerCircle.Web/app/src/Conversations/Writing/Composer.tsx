import type { ConversationHandle } from "@peercircle/sdk";
import { useId, useState, type KeyboardEvent } from "react";
import { useSession } from "../../Accounts/SessionContext.ts";
import { Icon } from "../../parts/Icon.tsx";
import { useReadable } from "../../parts/useReadable.ts";
import { texts } from "../../texts.ts";
import { keepDraft, readDraft } from "./drafts.ts";

interface ComposerProps {
  readonly handle: ConversationHandle;
  readonly label: string;
  readonly placeholder: string;
  readonly parentId?: string;
}

/** Where one writes. A draft belongs to its place from the first key on. */
export function Composer({ handle, label, placeholder, parentId }: ComposerProps) {
  const { client, me } = useSession();
  const place = `${me.id}.${handle.id}${parentId === undefined ? "" : `.${parentId}`}`;
  const [text, setText] = useState(() => readDraft(place));
  const limit = useReadable(client.server)?.limits.messageCharacters ?? Infinity;
  const over = text.trim().length - limit;
  const id = useId();

  function write(next: string): void {
    setText(next);
    keepDraft(place, next);
    if (next !== "") handle.typing();
  }

  function send(): void {
    if (text.trim() === "" || over > 0) return;
    handle.post(text, parentId);
    setText("");
    keepDraft(place, "");
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (!isSendKey(event)) return;
    event.preventDefault();
    send();
  }

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label className="hidden" htmlFor={id}>
        {label}
      </label>
      <textarea id={id} rows={1} dir="auto" placeholder={placeholder} value={text} onChange={(event) => write(event.currentTarget.value)} onKeyDown={onKeyDown} />
      <div className="composer-tools">
        {over > 0 ? (
          <span className="composer-note error" role="alert">
            {texts.conversations.tooLong(over)}
          </span>
        ) : (
          <span className="composer-note">{texts.conversations.composerNote}</span>
        )}
        <button type="submit" className="button primary square" aria-label={texts.conversations.send}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}

/** Enter sends and Shift+Enter breaks the line; an Enter that ends a composition belongs to the input method (Safari tells it by 229 only). */
export function isSendKey(event: KeyboardEvent): boolean {
  return event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing && event.keyCode !== 229;
}
