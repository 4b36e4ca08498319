import type { ConversationHandle } from "@peercircle/sdk";
import { memo, useId, useRef, type KeyboardEvent } from "react";
import { useSession } from "../../Accounts/SessionContext.ts";
import { Icon } from "../../parts/Icon.tsx";
import { useReadable } from "../../parts/useReadable.ts";
import { texts } from "../../texts.ts";
import { openEmojiPicker, preloadEmojiPicker } from "../Emoji/picking.ts";
import { draftAt, dropDraft, placeOf } from "./drafts.ts";
import { editLast } from "./editing.ts";
import { FailedNote } from "./FailedNote.tsx";
import { toWire } from "./mentions.ts";
import { WritingField, type WritingHandle } from "./WritingField.tsx";

interface ComposerProps {
  readonly handle: ConversationHandle;
  readonly label: string;
  readonly placeholder: string;
  readonly parentId?: string;
}

/** Where one writes. A draft belongs to its place from the first key on; nothing of the list is watched here, and nothing of the list watches this. */
export const Composer = memo(function Composer(props: ComposerProps) {
  const { me } = useSession();
  const { handle, parentId } = props;
  const place = placeOf(me.id, handle.id, parentId === undefined ? undefined : { thread: parentId });
  return <PlacedComposer key={place} place={place} {...props} />;
});

function PlacedComposer({ handle, place, label, placeholder, parentId }: ComposerProps & { readonly place: string }) {
  const { me, members } = useSession();
  const nameOf = (id: string) => (id === me.id ? me.displayName : members.find(id)?.displayName);
  const field = useRef<WritingHandle>(null);
  const noteId = useId();
  const { over } = useLength(place);

  function send(): void {
    const text = toWire(draftAt(place).getSnapshot());
    if (text.trim() === "" || over > 0) return;
    try {
      handle.post(text, parentId);
    } catch {
      return; // Taken away this very moment, which the page is about to say; the words stay.
    }
    dropDraft(place);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "ArrowUp" || draftAt(place).getSnapshot().text !== "" || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    if (editLast(handle, me.id, nameOf, parentId)) event.preventDefault();
  }

  return (
    <form
      className="composer"
      data-place={place}
      onSubmit={(event) => {
        event.preventDefault();
        send();
        field.current?.focus();
      }}
    >
      {parentId === undefined && <FailedNote handle={handle} />}
      <WritingField handle={handle} place={place} label={label} placeholder={placeholder} describedBy={noteId} field={field} onWrite={({ text }) => text !== "" && handle.typing()} onSend={send} onKeyDown={onKeyDown} />
      <div className="composer-tools">
        <button
          type="button"
          className="button quiet square"
          aria-label={texts.writing.emoji}
          onPointerEnter={preloadEmojiPicker}
          onFocus={preloadEmojiPicker}
          onClick={(event) => openEmojiPicker({ anchor: event.currentTarget, onPick: (emoji) => field.current?.insert(emoji), then: () => field.current?.focus() })}
        >
          <Icon name="emoji" />
        </button>
        <button type="button" className="button quiet square composer-at" aria-label={texts.writing.mention} onClick={() => field.current?.mention()}>
          <Icon name="at" />
        </button>
        <Note id={noteId} place={place} />
        {/* The keyboard of a phone stays where it is. */}
        <button type="submit" className="button primary square" aria-label={texts.conversations.send} onPointerDown={(event) => event.preventDefault()}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}

const nearLimit = 200;

/** What is left, once it matters. The number is for the eye; to the ear it is told once. */
function Note({ id, place }: { readonly id: string; readonly place: string }) {
  const { over } = useLength(place);
  const isNear = over > -nearLimit;
  return (
    <>
      <span className={over > 0 ? "composer-note error" : isNear ? "composer-note near" : "composer-note"} id={id}>
        {over > 0 ? texts.conversations.tooLong(over) : isNear ? texts.writing.left(-over) : texts.conversations.composerNote}
      </span>
      <span className="hidden" role="status">
        {over > 0 ? texts.writing.overLimit : isNear && texts.writing.nearLimit}
      </span>
    </>
  );
}

/** How many characters it is over what the server takes; negative = so many are left. */
export function useLength(place: string): { readonly over: number } {
  const { client } = useSession();
  const limit = useReadable(client.server)?.limits.messageCharacters ?? Infinity;
  return { over: toWire(useReadable(draftAt(place))).trim().length - limit };
}
