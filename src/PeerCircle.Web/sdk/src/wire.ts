import type { CheckInStatus, GoalState } from "./api/goals.ts";

// The shapes of the wire contract v1. Ids are hyphenated lower-case UUIDs; times are RFC 3339 UTC with milliseconds.

/** What a message is. Only `text` can be edited; `system` says what happened to the conversation and has no author. */
export type MessageKind = "text" | "ask" | "answer" | "goal" | "checkIn" | "celebration" | "decision" | "system";
/** Where one talks: a circle, an open room, with one other member, or the feed of the whole network's wins. */
export type ConversationKind = "circle" | "room" | "direct" | "wins";
/** Of which messages one is told. */
export type Notify = "all" | "mentions" | "none";

/** Reactions with one emoji. `sample` holds at most 20 member ids, oldest first; `count` may be higher. */
export interface Reaction {
  readonly emoji: string;
  readonly count: number;
  readonly sample?: readonly string[];
}

/** The state of a message as of `rev`. A tombstone has `deletedAt` and neither author nor text. Absent lists are empty, absent counts 0. */
export interface Message {
  readonly id: string;
  /** Place in the conversation: dense, from 1, fixed for the life of the message. */
  readonly seq: number;
  /** Revision of the latest change; of two states of one message the higher one is the truth. */
  readonly rev: number;
  readonly kind: MessageKind;
  /** Absent for system messages and tombstones. */
  readonly authorId?: string;
  readonly alias?: string;
  readonly text?: string;
  readonly parentId?: string;
  readonly replyCount?: number;
  readonly reactions?: readonly Reaction[];
  readonly mentions?: readonly string[];
  readonly card?: Readonly<Record<string, unknown>>;
  readonly createdAt: string;
  readonly editedAt?: string;
  readonly deletedAt?: string;
  readonly deletedBy?: "author" | "moderator";
}

/** How a goal was reached. */
export interface Trail {
  /** Whole weeks since it was set. */
  readonly weeks: number;
  readonly checkIns: number;
  /** Of its date or its measure. */
  readonly changes: number;
  /** Negative when it was reached after its day. */
  readonly daysEarly: number;
  /** Share of the way, 0–1, at each check-in that told a number, in order; at most 60. */
  readonly points: readonly number[];
}

/** The `card` of a message of the kind `goal`, `checkIn` or `celebration`; `goalCardOf` reads it. The first follows its goal. */
export interface GoalCard {
  readonly type: "goal" | "checkIn" | "celebration";
  readonly goalId: string;
  readonly ownerId: string;
  readonly title: string;
  readonly state: GoalState;
  /** Of the check-in; on a goal of the latest one. */
  readonly status?: CheckInStatus;
  readonly value?: number;
  readonly witnesses?: readonly string[];
  /** On a celebration. */
  readonly trail?: Trail;
  /** On a goal whose owner asks for help, or may be asked a kind question. */
  readonly missed?: boolean;
  /** Of the goal, as the card shows it; the higher one is the later. */
  readonly version?: number;
}

/** What one reacted with oneself: message id → emoji. A message left out has none. */
export type Mine = Readonly<Record<string, readonly string[]>>;

/** A conversation as the list, `GET` and `ConversationChanged` tell it; the last leaves out what did not change for this member. */
export interface ConversationFacts {
  readonly id: string;
  readonly kind: ConversationKind;
  readonly title: string;
  readonly circleId?: string;
  readonly roomId?: string;
  /** The other one of a direct conversation. */
  readonly memberId?: string;
  /** Version of one's participation; grows over leaving and coming back. */
  readonly version: number;
  readonly epoch: string;
  readonly rev: number;
  readonly seq: number;
  readonly readSeq?: number;
  /** Counted to 100; 100 means "or more". */
  readonly unread?: number;
  readonly notify?: Notify;
  /** The newest message, its text cut to 200 characters. */
  readonly last?: Message;
}

/** `from` is exclusive, `to` inclusive; messages ascend by `rev`. */
export interface Changes {
  readonly conversationId: string;
  readonly epoch: string;
  readonly from: number;
  readonly to: number;
  readonly messages: readonly Message[];
}

/** Messages by `seq`, tombstones included, so that `seq` is dense. */
export interface Page {
  readonly epoch: string;
  /** The head read before the messages; 0 when the conversation is empty. */
  readonly rev: number;
  /** Of the newest message there is; 0 when the conversation is empty. */
  readonly seq: number;
  readonly messages: readonly Message[];
  readonly mine?: Mine;
  readonly moreBefore: boolean;
  readonly moreAfter: boolean;
}

/** Asks for a page of messages; at most one anchor (a `seq`), none = the newest. */
export interface PageRequest {
  readonly before?: number;
  readonly after?: number;
  readonly around?: number;
  /** Only the replies to this message. */
  readonly parentId?: string;
  /** 50 when left out, 100 at most. */
  readonly limit?: number;
}

/** An answer to `changes`, or one conversation of an answer to `Sync`. */
export interface ChangesAnswer {
  readonly epoch: string;
  /** Up to which `rev` it brings everything. */
  readonly to: number;
  readonly messages?: readonly Message[];
  readonly mine?: Mine;
  /** False: there is more after `to`. */
  readonly complete: boolean;
  /** What is held is of another history, or too old: drop it and load the newest page. */
  readonly reset: boolean;
}

/** How far one knows a conversation. */
export interface SyncCursor {
  readonly conversationId: string;
  readonly epoch?: string;
  readonly rev: number;
}

/** The conversations of those asked for that have changed. */
export interface SyncAnswer {
  readonly conversations: readonly (ChangesAnswer & { readonly conversationId: string })[];
}

/** What became of a post; the same for every repetition. */
export interface Receipt {
  readonly id: string;
  readonly seq: number;
  readonly rev: number;
  readonly at: string;
}

/** One's own reaction, from any of one's devices. */
export interface Reacted {
  readonly conversationId: string;
  readonly messageId: string;
  readonly emoji: string;
  readonly on: boolean;
  readonly rev: number;
}

/** Somebody has read further; `unread` comes for oneself only. */
export interface ReadMoved {
  readonly conversationId: string;
  readonly memberId: string;
  readonly seq: number;
  readonly unread?: number;
}

/** Why the server ended a session, or with `tooManyConnections` only the connection. */
export type SessionEndReason = "ended" | "expired" | "passwordChanged" | "deactivated" | "tooManyConnections";
/** Whether a member is there; `away`: on no device active. */
export type PresenceState = "online" | "away" | "offline";

/** Whether one member is there. */
export interface MemberPresence {
  readonly memberId: string;
  readonly state: PresenceState;
}

/** What `Watch` answers: of those asked for, the ones with whom one shares a circle, room or direct conversation. */
export interface WatchAnswer {
  readonly presence: readonly MemberPresence[];
}

/** Of what a notification tells. */
export type NotificationKind =
  | "mention" | "reply" | "direct" | "question" | "answer" | "nudge" | "checkInDue" | "checkInMissed" | "celebration" | "cheer" | "invited" | "removed" | "checkIn" | "change";

/** Something that concerns oneself; `reason` says in words why it came. */
export interface Notification {
  readonly id: string;
  readonly kind: NotificationKind;
  readonly reason: string;
  readonly at: string;
  readonly conversationId?: string;
  readonly messageId?: string;
  readonly goalId?: string;
  readonly readAt?: string;
}

/** A page of a list. */
export interface List<T> {
  readonly items: readonly T[];
  /** Asks for the page after it; absent on the last one. Opaque. */
  readonly next?: string;
}

/** The refusal of a call: RFC 9457 over HTTP, `error` on the hub. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  readonly retryAfterMs?: number;
}

/** What a call on the hub answers. */
export type HubAnswer<T> = { readonly ok: true; readonly value?: T } | { readonly ok: false; readonly error: Refusal };
