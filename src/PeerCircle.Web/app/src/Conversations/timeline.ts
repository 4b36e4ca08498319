import { timeOfId, type MessageView, type OutboxRow } from "@peercircle/sdk";
import { isAlike, isMissedWin, togetherAt, type Span, type Together } from "./together.ts";

const togetherMs = 5 * 60_000;

interface Place {
  /** Stays when a post on its way becomes a message. */
  readonly key: string;
  /** Where in the conversation; what is on its way is after everything. */
  readonly seq: number;
  /** The day that begins with this row. */
  readonly day: string | undefined;
  /** Whether the line above what is new is drawn above this row. */
  readonly isNew: boolean;
}

/** A row of the list, with the dividers above it; `isFirst` of those that one person wrote in one go. */
export type TimelineItem = Place &
  (
    | { readonly item: "system"; readonly message: MessageView }
    | { readonly item: "message"; readonly message: MessageView; readonly isFirst: boolean; readonly together: Together | undefined }
    | { readonly item: "pending"; readonly row: OutboxRow; readonly isFirst: boolean }
  );

export interface TimelineInput {
  readonly messages: readonly MessageView[];
  readonly pending: readonly OutboxRow[];
  /** There are earlier messages. */
  readonly moreBefore: boolean;
  /** The `seq` of the message above which the line "new" is drawn. */
  readonly newFrom: number | undefined;
  /** What came while one was away: wins in it that are close together are drawn as one. */
  readonly away: readonly Span[];
  readonly me: string;
}

/**
 * Makes the rows of a conversation, top to bottom. A row is the same object again while nothing of it changed, and is the same whatever is loaded above it: the first
 * message, of which it is not known what precedes it, is held back while there are earlier ones. Of wins that are drawn as one only the first depends on all of them, which
 * follow it.
 */
export class Timeline {
  #input: TimelineInput = { messages: [], pending: [], moreBefore: false, newFrom: undefined, away: [], me: "" };
  #settled: readonly TimelineItem[] = [];
  #items: readonly TimelineItem[] = [];

  of(input: TimelineInput): readonly TimelineItem[] {
    const before = this.#input;
    const isSettled = input.messages === before.messages && input.newFrom === before.newFrom && input.away === before.away && input.me === before.me;
    if (isSettled && input.pending === before.pending && input.moreBefore === before.moreBefore) return this.#items;
    if (!isSettled) this.#settled = this.#settle(input);
    this.#input = input;
    const shown = input.moreBefore ? this.#settled.slice(1) : this.#settled;
    this.#items = input.pending.length === 0 ? shown : [...shown, ...pendingItems(input, this.#settled.at(-1))];
    return this.#items;
  }

  /** A row depends on its message, the one before and the wins it is drawn with; `seq` is dense, so that it says where they were before. */
  #settle(input: TimelineInput): TimelineItem[] {
    const { messages, newFrom, me } = input;
    const old = this.#settled;
    const before = me === this.#input.me ? this.#input.messages : [];
    const isAwaySame = input.away === this.#input.away;
    const shift = (messages[0]?.seq ?? 0) - (before[0]?.seq ?? 0);
    return messages.map((message, index) => {
      const isSame = message === before[index + shift] && messages[index - 1] === before[index + shift - 1];
      const known = isSame ? old[index + shift] : undefined;
      const isNew = message.seq === newFrom;
      const together = togetherAt(index, input);
      const isKnown = known?.isNew === isNew && (known.item !== "message" || isAlike(known.together, together));
      if (isKnown && isAwaySame) return known;
      const item = itemOf(message, messages[index - 1], isNew, together, input.away);
      return isKnown && (known.item !== "message" || item.item !== "message" || known.isFirst === item.isFirst) ? known : item;
    });
  }
}

function itemOf(message: MessageView, previous: MessageView | undefined, isNew: boolean, together: Together | undefined, away: readonly Span[]): TimelineItem {
  const isNextDay = previous === undefined || dayOf(previous.createdAt) !== dayOf(message.createdAt);
  const place: Place = { key: message.id, seq: message.seq, day: isNextDay ? message.createdAt : undefined, isNew };
  if (message.kind === "system") return { ...place, item: "system", message };
  if (together !== undefined) return { ...place, item: "message", message, isFirst: together.place === "first", together };
  const isFollowing = !isNextDay && !isNew && previous !== undefined && isByOne(previous, message) && !isMissedWin(previous, away);
  return { ...place, item: "message", message, isFirst: !isFollowing || Date.parse(message.createdAt) - Date.parse(previous.createdAt) >= togetherMs, together };
}

function isByOne(previous: MessageView, message: MessageView): boolean {
  return previous.kind !== "system" && message.authorId !== undefined && previous.authorId === message.authorId;
}

/** What is on its way looks as it will once it has arrived, so that arriving moves nothing. */
function pendingItems({ pending, away, me }: TimelineInput, last: TimelineItem | undefined): TimelineItem[] {
  let author = last?.item === "message" && !isMissedWin(last.message, away) ? last.message.authorId : undefined;
  let at = last === undefined || last.item === "pending" ? undefined : Date.parse(last.message.createdAt);
  return pending.map((row) => {
    const madeAt = timeOfId(row.id);
    const isNextDay = at === undefined || dayOf(at) !== dayOf(madeAt);
    const isFirst = isNextDay || author !== me || at === undefined || madeAt - at >= togetherMs;
    author = me;
    at = madeAt;
    return { item: "pending", key: row.id, seq: Infinity, day: isNextDay ? new Date(madeAt).toISOString() : undefined, isNew: false, row, isFirst };
  });
}

function dayOf(at: string | number): string {
  return new Date(at).toDateString();
}
