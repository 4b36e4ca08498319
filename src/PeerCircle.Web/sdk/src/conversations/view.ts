import { ownReactions, visibleRange, type Conversation, type HeldMessage, type OutboxRow } from "../state/conversation.ts";
import { blockOf, startOf, type Block } from "../state/messages.ts";
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
  /** What it is; absent until the list or the server has told. */
  readonly facts: ConversationFacts | undefined;
  /** By `seq`, tombstones included. */
  readonly messages: readonly MessageView[];
  /** Posts of one's own that are not settled, in the order written; they come after the messages. */
  readonly pending: readonly OutboxRow[];
  /** 100 = or more. */
  readonly unread: number;
  /** How far one has read. */
  readonly readSeq: number;
  /** How far others have read, where the server tells it. */
  readonly readBy: ReadonlyMap<string, number>;
  /** There is more before what is loaded, for `loadOlder`. */
  readonly moreBefore: boolean;
  /** There is more after what is loaded, for `loadNewer`: one is in the past. */
  readonly moreAfter: boolean;
  /** The `seq` of the newest message there is, loaded or not; 0 = none. */
  readonly newest: number;
  /** Members who are typing. */
  readonly typing: readonly string[];
}

/** A message and its replies, as far as they are held. */
export interface ThreadView {
  readonly root: MessageView | undefined;
  /** By `seq`. */
  readonly replies: readonly MessageView[];
  /** Replies of one's own that are not settled. */
  readonly pending: readonly OutboxRow[];
}

interface Cached {
  readonly own: unknown;
  readonly acts: readonly PendingAct[];
  readonly view: MessageView;
}

/** What is shown of one block, and of what it was made. */
interface Part {
  readonly of: Block;
  readonly mine: Conversation["mine"];
  readonly from: number;
  readonly to: number;
  readonly isActedOn: boolean;
  readonly views: readonly MessageView[];
}

const nothing: readonly MessageView[] = [];

/** Makes the messages of one conversation to show, and the same object again for what did not change. One that is pushed costs the same, however many are loaded. */
export class MessageViews {
  readonly #cache = new WeakMap<HeldMessage, Cached>();
  #parts = new Map<number, Part>();
  #visible = nothing;

  constructor(private readonly acts: Pick<Acts, "messages" | "pending">) {}

  /** The same array again when none of them changed. */
  visible(c: Conversation, me: string): readonly MessageView[] {
    const before = this.#parts;
    this.#parts = new Map();
    const range = visibleRange(c);
    if (range === undefined) return (this.#visible = nothing);
    const actedOn = new Set(this.acts.messages(c.id).map((id) => blockOf(c.messages.get(id)?.seq ?? -1)));
    let isSame = true;
    for (let number = blockOf(range.first); number <= blockOf(range.last); number++) {
      const of = c.messages.blocks.get(number);
      if (of === undefined) continue;
      const known = before.get(number);
      const part = this.#part(c, of, Math.max(0, range.first - startOf(number)), range.last - startOf(number), actedOn.has(number), known, me);
      this.#parts.set(number, part);
      isSame &&= part.views === known?.views;
    }
    if (!isSame || before.size !== this.#parts.size) this.#visible = nothing.concat(...[...this.#parts.values()].map(({ views }) => views));
    return this.#visible;
  }

  #part(c: Conversation, of: Block, from: number, end: number, isActedOn: boolean, known: Part | undefined, me: string): Part {
    const to = Math.min(end, of.length - 1);
    const { mine } = c;
    if (known !== undefined && known.of === of && known.mine === mine && known.from === from && known.to === to && !known.isActedOn && !isActedOn) return known;
    const views: MessageView[] = [];
    for (let at = from; at <= to; at++) {
      const held = of[at];
      if (held !== undefined) views.push(this.one(c, held, me));
    }
    const isSame = views.length === known?.views.length && views.every((view, index) => view === known.views[index]);
    return { of, mine, from, to, isActedOn, views: isSame ? known.views : views };
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
