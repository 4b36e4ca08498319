import { ownReactions, visibleMessages, type Conversation, type HeldMessage, type OutboxRow } from "../state/conversation.ts";
import type { ConversationFacts, Message } from "../wire.ts";
import { withActs, type Acts, type PendingAct } from "./acts.ts";

/** A message to show: with what one did to it oneself already applied. */
export interface MessageView extends Message {
  /** Emoji one has reacted with oneself. */
  readonly mine: readonly string[];
  /** An edit, deletion or reaction of one's own is not decided yet. */
  readonly isChanging: boolean;
}

/** One conversation to show. Never changed in place; a message that did not change is the same object in the next view. */
export interface ConversationView {
  readonly id: string;
  /** Not held: never heard of, or taken away. */
  readonly isHeld: boolean;
  /** The newest page has come. */
  readonly isLoaded: boolean;
  readonly facts: ConversationFacts | undefined;
  /** By `seq`, tombstones included. */
  readonly messages: readonly MessageView[];
  /** Posts of one's own that are not settled, in the order written; they come after the messages. */
  readonly pending: readonly OutboxRow[];
  /** 100 = or more. */
  readonly unread: number;
  readonly readSeq: number;
  /** How far others have read, where the server tells it. */
  readonly readBy: ReadonlyMap<string, number>;
  readonly moreBefore: boolean;
  readonly moreAfter: boolean;
  /** The `seq` of the newest message there is, loaded or not; 0 = none. */
  readonly newest: number;
  /** Members who are typing. */
  readonly typing: readonly string[];
}

export interface ThreadView {
  readonly root: MessageView | undefined;
  readonly replies: readonly MessageView[];
  readonly pending: readonly OutboxRow[];
}

interface Cached {
  readonly own: unknown;
  readonly acts: readonly PendingAct[];
  readonly view: MessageView;
}

/** Makes the messages of one conversation to show, and the same object again for what did not change. */
export class MessageViews {
  readonly #cache = new WeakMap<HeldMessage, Cached>();
  #visible: readonly MessageView[] = [];

  constructor(private readonly acts: Acts) {}

  /** The same array again when none of them changed. */
  visible(c: Conversation, me: string): readonly MessageView[] {
    const next = visibleMessages(c).map((held) => this.one(c, held, me));
    const before = this.#visible;
    if (next.length !== before.length || next.some((view, index) => view !== before[index])) this.#visible = next;
    return this.#visible;
  }

  one(c: Conversation, held: HeldMessage, me: string): MessageView {
    const own = c.mine.get(held.id);
    const acts = this.acts.pending(c.id, held);
    const known = this.#cache.get(held);
    if (known !== undefined && known.own === own && known.acts === acts) return known.view;
    const shown = withActs(held, ownReactions(c, held.id), acts, me);
    const view = { ...shown.message, mine: shown.own, isChanging: acts.length > 0 };
    this.#cache.set(held, { own, acts, view });
    return view;
  }
}

export function nothingToShow(id: string): ConversationView {
  return { id, isHeld: false, isLoaded: false, facts: undefined, messages: [], pending: [], unread: 0, readSeq: 0, readBy: new Map(), moreBefore: false, moreAfter: false, newest: 0, typing: [] };
}
