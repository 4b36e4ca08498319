import { isCode, type ConversationHandle, type MessageView } from "@peercircle/sdk";
import { useEffect, useRef, type KeyboardEvent } from "react";
import { useSession } from "../../Accounts/SessionContext.ts";
import { errorText } from "../../parts/errors.ts";
import { useReadable } from "../../parts/useReadable.ts";
import { texts } from "../../texts.ts";
import { Words } from "../Markdown/Words.tsx";
import { useLength } from "../Writing/Composer.tsx";
import { draftAt, placeOf } from "../Writing/drafts.ts";
import { editingIn, endEdit, focused, saveEdit, type Editing } from "../Writing/editing.ts";
import { toWire } from "../Writing/mentions.ts";
import { WritingField, type WritingHandle } from "../Writing/WritingField.tsx";

interface EditMessageProps {
  readonly handle: ConversationHandle;
  readonly message: MessageView;
  readonly editing: Editing;
}

/** What is written in it belongs to the draft of its message, not to this row, which may go out of sight. Escape closes it and keeps the words; Cancel lets them go. */
export function EditMessage({ handle, message, editing }: EditMessageProps) {
  const { me } = useSession();
  const place = placeOf(me.id, handle.id, { message: message.id });
  const field = useRef<WritingHandle>(null);
  const form = useRef<HTMLFormElement>(null);
  const { over } = useLength(place);
  const { error } = editing;

  useEffect(() => {
    if (!editing.wantsFocus) return;
    field.current?.focus();
    focused(handle, message.id);
  }, [handle, message.id, editing.wantsFocus]);

  function save(): void {
    const text = toWire(draftAt(place).getSnapshot());
    if (over > 0) return;
    if (text.trim() === "" || text === message.text) return close(false);
    leave();
    void saveEdit(handle, me.id, editing);
  }

  function close(keep: boolean): void {
    leave();
    endEdit(handle, me.id, message.id, keep && toWire(draftAt(place).getSnapshot()) !== message.text);
  }

  /** The focus goes back to where it came from before the field is gone. */
  function leave(): void {
    const row = form.current?.closest<HTMLElement>("[data-id]");
    const composer = form.current?.closest("main, aside")?.querySelector<HTMLElement>(".composer textarea");
    (editing.from === "composer" ? composer ?? row : row)?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
    event.stopPropagation();
    close(true);
  }

  return (
    <form
      ref={form}
      className="edit"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className="edit-field">
        <WritingField handle={handle} place={place} label={texts.conversations.editLabel} field={field} onSend={save} onKeyDown={onKeyDown} />
      </div>
      {error !== undefined && (
        <p className="error" role="alert">
          {errorText(error)}
        </p>
      )}
      {isCode(error, "message.edit_conflict") && (
        <blockquote className="edit-present">
          <p className="faint tiny">{texts.messages.nowSays}</p>
          <Words text={message.text ?? ""} />
        </blockquote>
      )}
      <div className="buttons">
        <button type="submit" className="button primary small">
          {texts.save}
        </button>
        <button type="button" className="button small" onClick={() => close(false)}>
          {texts.cancel}
        </button>
        {over > 0 && (
          <span className="error" role="alert">
            {texts.conversations.tooLong(over)}
          </span>
        )}
      </div>
    </form>
  );
}

/** The message's own place in what is being changed, if it is. */
export function useEditing(handle: ConversationHandle, messageId: string, inThread: boolean): Editing | undefined {
  return useReadable(editingIn(handle)).find((e) => e.messageId === messageId && e.inThread === inThread);
}
