import type { ConversationFacts, Message } from "../wire.ts";
import { Messages } from "./messages.ts";

/** A message as held; `provisional` = made from a receipt, gives way to the server's state of the same rev. */
export interface HeldMessage extends Message {
  readonly provisional?: true;
}

/** Revs `from < rev <= to`. */
export type Range = readonly [from: number, to: number];

/** One's own reactions to a message: a basis as of a rev, with later marks over it. */
export interface OwnReactions {
  readonly rev: number;
  readonly emoji: readonly string[];
  readonly marks: ReadonlyMap<string, { readonly on: boolean; readonly rev: number }>;
}

/** `queued`: its turn has not come, or one is offline. `sending`: on its way. `waiting`: to be tried again, later. `failed`: refused; `retry` or `discard` it. */
export type OutboxStatus = "queued" | "sending" | "waiting" | "failed";

/** A post that is not settled. `code` says why it failed. */
export interface OutboxRow {
  readonly id: string;
  readonly text: string;
  readonly parentId?: string;
  readonly status: OutboxStatus;
  readonly code?: string;
}

/** The contiguous range of `seq` that pages have loaded, both ends inclusive. */
export interface Loaded {
  readonly first: number;
  readonly last: number;
}

/** What a client keeps of one conversation (tests/golden/README.md, section 2). Never changed in place. */
export interface Conversation {
  readonly id: string;
  readonly epoch: string | undefined;
  readonly cursor: number | undefined;
  /** The rev of the page that began the cursor. */
  readonly started: number;
  readonly head: number;
  readonly ahead: readonly Range[];
  readonly loaded: Loaded | undefined;
  readonly moreBefore: boolean;
  readonly moreAfter: boolean;
  readonly messages: Messages;
  readonly mine: ReadonlyMap<string, OwnReactions>;
  readonly discarded: number;
  readonly generation: number;
  readonly open: boolean;
  readonly version: number;
  readonly facts: ConversationFacts | undefined;
  readonly factsRev: number;
  readonly seq: number;
  readonly readSeq: number;
  readonly unread: number;
  readonly countedSeq: number;
  readonly countedRev: number;
  readonly last: HeldMessage | undefined;
  readonly readBy: ReadonlyMap<string, number>;
  readonly outbox: readonly OutboxRow[];
}

/** What is remembered of a conversation that was taken away, so that an older list does not bring it back. */
export interface Removed {
  readonly version: number;
  readonly generation: number;
}

export interface ClientState {
  readonly me: string;
  readonly online: boolean;
  readonly conversations: ReadonlyMap<string, Conversation>;
  readonly removed: ReadonlyMap<string, Removed>;
}

export function emptyState(me: string, online: boolean): ClientState {
  return { me, online, conversations: new Map(), removed: new Map() };
}

export function emptyConversation(id: string, generation: number): Conversation {
  return {
    id,
    generation,
    ...nothingHeld,
    epoch: undefined,
    open: false,
    facts: undefined,
    ...nothingKnown,
    outbox: [],
  };
}

/** What forgetting resets. */
export const nothingHeld = {
  cursor: undefined,
  started: 0,
  ahead: [],
  loaded: undefined,
  moreBefore: false,
  moreAfter: false,
  messages: Messages.none,
  mine: new Map<string, OwnReactions>(),
  discarded: 0,
} as const satisfies Partial<Conversation>;

/** What forgetting for another epoch resets as well. */
export const nothingKnown = {
  head: 0,
  version: 0,
  factsRev: 0,
  seq: 0,
  readSeq: 0,
  unread: 0,
  countedSeq: 0,
  countedRev: 0,
  last: undefined,
  readBy: new Map<string, number>(),
} as const satisfies Partial<Conversation>;

/** Whether changes are known to exist that the cursor has not passed. */
export function isBehind(c: Conversation): boolean {
  return c.cursor !== undefined && (c.ahead.length > 0 || c.head > c.cursor);
}

/** The `seq` of the settled messages to show, both ends inclusive; the outbox follows them. */
export function visibleRange(c: Conversation): Loaded | undefined {
  if (c.loaded === undefined) return undefined;
  return { first: c.loaded.first, last: c.moreAfter ? c.loaded.last : Math.max(c.loaded.last, c.seq) };
}

/** What is held after a `seq`, loaded or pushed beyond that; by `seq`. */
export function heldAfter(c: Conversation, after: number): HeldMessage[] {
  return [...c.messages.above(after)].sort((a, b) => a.seq - b.seq);
}

/** What one has reacted with oneself, as far as known. */
export function ownReactions(c: Conversation, messageId: string): readonly string[] {
  const own = c.mine.get(messageId);
  if (own === undefined || c.messages.get(messageId)?.deletedAt !== undefined) return [];
  const kept = own.emoji.filter((emoji) => own.marks.get(emoji)?.on !== false);
  for (const [emoji, mark] of own.marks) if (mark.on && !kept.includes(emoji)) kept.push(emoji);
  return kept;
}
