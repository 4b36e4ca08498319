import type { ConversationHandle } from "@peercircle/sdk";
import { useImperativeHandle, useRef, useState, type KeyboardEvent, type Ref, type SyntheticEvent } from "react";
import { insertTextIntoField } from "text-field-edit";
import { useReadable } from "../../parts/useReadable.ts";
import { CompletionList } from "./CompletionList.tsx";
import type { Option, Trigger } from "./completions.ts";
import { draftAt, keepDraft } from "./drafts.ts";
import { asText, mentioned, placed, typed, type Draft, type Placed } from "./mentions.ts";
import { useCompletion } from "./useCompletion.ts";
import "./writing.css";

export interface WritingHandle {
  /** Puts something where the caret is, as if typed. */
  insert(text: string): void;
  /** Begins to name somebody. */
  mention(): void;
  focus(): void;
}

interface WritingFieldProps {
  readonly handle: ConversationHandle;
  readonly place: string;
  readonly label: string;
  readonly placeholder?: string;
  readonly describedBy?: string;
  readonly field: Ref<WritingHandle>;
  readonly onWrite?: (draft: Draft) => void;
  readonly onSend: () => void;
  /** Keys that neither a list nor sending has taken. */
  readonly onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
}

/** A plain textarea, so that input methods, undoing, spelling and phones do what they do everywhere; behind it the names in the text are marked. */
export function WritingField({ handle, place, label, placeholder, describedBy, field, onWrite, onSend, onKeyDown }: WritingFieldProps) {
  const draft = useReadable(draftAt(place));
  const [caret, setCaret] = useState<number>();
  const area = useRef<HTMLTextAreaElement>(null);
  const box = useRef<HTMLDivElement>(null);
  /** Who the text that is about to be inserted names. */
  const naming = useRef<Placed>(undefined);
  const completion = useCompletion(handle, draft, caret, choose);
  useImperativeHandle(field, () => ({ insert, mention, focus: () => area.current?.focus() }));

  function onChange(): void {
    if (area.current === null) return;
    const { value, selectionEnd } = area.current;
    const changed = typed(draft, value, selectionEnd);
    const next = naming.current === undefined ? changed : mentioned(changed, naming.current, naming.current.at);
    keepDraft(place, next);
    setCaret(selectionEnd);
    onWrite?.(next);
  }

  function insert(text: string): void {
    area.current?.focus();
    if (area.current !== null) insertTextIntoField(area.current, text);
  }

  function mention(): void {
    const before = draft.text[(area.current?.selectionStart ?? 0) - 1] ?? "\n";
    insert(/\s/u.test(before) ? "@" : " @");
  }

  function choose(option: Option, trigger: Trigger): void {
    const { current } = area;
    if (current === null) return;
    current.setSelectionRange(trigger.from, current.selectionEnd);
    if (option.kind === "member") naming.current = { id: option.id, name: option.name, at: trigger.from };
    insert(`${option.kind === "member" ? asText(option) : option.emoji} `);
    naming.current = undefined;
  }

  function onSelect({ currentTarget }: SyntheticEvent<HTMLTextAreaElement>): void {
    setCaret(currentTarget.selectionStart === currentTarget.selectionEnd ? currentTarget.selectionEnd : undefined);
  }

  function onKey(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (completion.take(event)) return;
    if (isSendKey(event)) {
      event.preventDefault();
      onSend();
    } else onKeyDown?.(event);
  }

  const isOpen = completion.options.length > 0;
  return (
    <div className="writing" ref={box}>
      <div className="writing-marks" aria-hidden="true" dir="auto">
        <Marked draft={draft} />
      </div>
      <textarea
        ref={area}
        rows={1}
        dir="auto"
        aria-label={label}
        aria-describedby={describedBy}
        aria-autocomplete="list"
        aria-controls={isOpen ? completion.listId : undefined}
        aria-activedescendant={isOpen ? completion.optionId(completion.active) : undefined}
        placeholder={placeholder}
        value={draft.text}
        onChange={onChange}
        onSelect={onSelect}
        onBlur={() => setCaret(undefined)}
        onKeyDown={onKey}
      />
      <CompletionList completion={completion} over={box} onChoose={(option) => completion.trigger !== undefined && choose(option, completion.trigger)} />
    </div>
  );
}

/** The text once more, invisible but for the ground behind names; it also gives the field its height. */
function Marked({ draft }: { readonly draft: Draft }) {
  const names = placed(draft);
  return (
    <>
      {names.map((mention, index) => {
        const before = names[index - 1];
        const start = before === undefined ? 0 : before.at + asText(before).length;
        return [draft.text.slice(start, mention.at), <mark key={mention.at}>{asText(mention)}</mark>];
      })}
      {draft.text.slice(endOf(names.at(-1)))}
      {/* A last line without a word has no height by itself. */}
      {"\u200B"}
    </>
  );
}

function endOf(mention: Placed | undefined): number {
  return mention === undefined ? 0 : mention.at + asText(mention).length;
}

/** Enter sends and Shift+Enter breaks the line; an Enter that ends a composition belongs to the input method (Safari tells it by 229 only). */
export function isSendKey(event: KeyboardEvent): boolean {
  return event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing && event.keyCode !== 229;
}
