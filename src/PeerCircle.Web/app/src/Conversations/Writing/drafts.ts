import { Observable, type Readable } from "@peercircle/sdk";
import { forgetEmoji } from "../Emoji/recentEmoji.ts";
import { emptyDraft, type Draft, type Mention } from "./mentions.ts";

/** What was begun and not sent, by the place it was begun in. Outlasts what is drawn, and a reload as far as the browser allows. */
const prefix = "peercircle.draft.";
const drafts = new Map<string, Observable<Draft>>();

/** Where something is written: a conversation, one of its threads, or one of its messages. The target of what is sent is always this, never what is in view. */
export function placeOf(memberId: string, conversationId: string, within?: { readonly thread: string } | { readonly message: string }): string {
  const part = within === undefined ? "" : "thread" in within ? `.${within.thread}` : `.edit.${within.message}`;
  return `${memberId}.${conversationId}${part}`;
}

// Sent or dropped in another tab, it goes here too; what is being written in this one stays.
addEventListener("storage", ({ key, newValue }) => {
  if (newValue !== null || key?.startsWith(prefix) !== true) return;
  const draft = drafts.get(key.slice(prefix.length));
  const isBeingWritten = document.hasFocus() && document.activeElement?.matches("textarea") === true;
  if (!isBeingWritten) draft?.set(emptyDraft);
});

export function draftAt(place: string): Readable<Draft> {
  return observed(place);
}

export function keepDraft(place: string, draft: Draft): void {
  observed(place).set(draft);
  try {
    if (draft.text === "" && draft.baseRev === undefined) localStorage.removeItem(prefix + place);
    else localStorage.setItem(prefix + place, JSON.stringify(draft));
  } catch {
    // Full or forbidden: the draft lasts as long as the page.
  }
}

export function dropDraft(place: string): void {
  keepDraft(place, emptyDraft);
}

/** For signing out: nothing of this member stays. */
export function dropDrafts(memberId: string): void {
  forgetEmoji(memberId);
  for (const place of drafts.keys()) if (place.startsWith(`${memberId}.`)) drafts.delete(place);
  try {
    const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? "");
    for (const key of keys) if (key.startsWith(`${prefix}${memberId}.`)) localStorage.removeItem(key);
  } catch {
    // Without storage there is nothing to drop.
  }
}

function observed(place: string): Observable<Draft> {
  const known = drafts.get(place);
  if (known !== undefined) return known;
  const draft = new Observable<Draft>(stored(place));
  drafts.set(place, draft);
  return draft;
}

function stored(place: string): Draft {
  try {
    return understood(JSON.parse(localStorage.getItem(prefix + place) ?? "null"));
  } catch {
    return emptyDraft;
  }
}

/** Whatever else writes to the storage, what comes out of it is a draft. */
function understood(value: unknown): Draft {
  if (typeof value !== "object" || value === null || !("text" in value) || typeof value.text !== "string") return emptyDraft;
  const mentions = "mentions" in value && Array.isArray(value.mentions) ? value.mentions.filter(isMention) : [];
  const baseRev = "baseRev" in value && typeof value.baseRev === "number" ? value.baseRev : undefined;
  return { text: value.text, mentions, baseRev };
}

function isMention(value: unknown): value is Mention {
  return typeof value === "object" && value !== null && "id" in value && typeof value.id === "string" && "name" in value && typeof value.name === "string";
}
