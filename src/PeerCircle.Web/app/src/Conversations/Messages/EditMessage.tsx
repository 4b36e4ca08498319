import { type ConversationHandle } from "@peercircle/sdk";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { errorText } from "../../parts/errors.ts";
import { texts } from "../../texts.ts";
import { isSendKey } from "../Writing/Composer.tsx";

interface EditMessageProps {
  readonly handle: ConversationHandle;
  readonly messageId: string;
  readonly text: string;
  /** The rev whose text one began to change. */
  readonly baseRev: number;
  readonly onDone: () => void;
}

/** Stays open with one's words until the server has taken them. */
export function EditMessage({ handle, messageId, text: before, baseRev, onDone }: EditMessageProps) {
  const [text, setText] = useState(before);
  const [base, setBase] = useState(baseRev);
  const [error, setError] = useState<unknown>();
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    area.current?.focus();
    area.current?.setSelectionRange(before.length, before.length);
  }, []);

  async function save(): Promise<void> {
    if (text.trim() === "" || text === before) return onDone();
    try {
      await handle.edit(messageId, text, base);
      onDone();
    } catch (failure) {
      setError(failure);
      // Whoever saves again has seen that it changed: from then on the present text is the base.
      setBase(handle.getSnapshot().messages.find((message) => message.id === messageId)?.rev ?? base);
    }
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.key === "Escape") onDone();
    if (!isSendKey(event)) return;
    event.preventDefault();
    void save();
  }

  return (
    <form
      className="edit"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <textarea ref={area} className="input" aria-label={texts.conversations.editLabel} rows={2} dir="auto" value={text} onChange={(event) => setText(event.currentTarget.value)} onKeyDown={onKeyDown} />
      <div className="buttons">
        <button type="submit" className="button primary small">
          {texts.save}
        </button>
        <button type="button" className="button small" onClick={onDone}>
          {texts.cancel}
        </button>
      </div>
      {error !== undefined && (
        <p className="error" role="alert">
          {errorText(error)}
        </p>
      )}
    </form>
  );
}
