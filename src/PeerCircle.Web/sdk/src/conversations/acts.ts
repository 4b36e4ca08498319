import type { Line } from "../connection/line.ts";
import { isCode, PeerCircleError } from "../errors.ts";
import { newId } from "../ids.ts";
import { ownReactions, type HeldMessage } from "../state/conversation.ts";
import type { Message, Reaction } from "../wire.ts";
import type { Change, OutboxStorage, StoredAct } from "./outboxStorage.ts";
import type { Store } from "./store.ts";

/** An act shown before it is decided; `until` = the rev from which on the state itself shows it. */
export interface PendingAct {
  readonly change: Change;
  readonly at: string;
  until: number | undefined;
}

/** `over` = another way than the hub, tried first, once. `isRestored`: it is of an earlier life, or of another page that may still live and settle it itself. */
interface Way {
  readonly over?: (() => Promise<{ rev: number }>) | undefined;
  readonly isRestored?: true;
}

/**
 * Edits, deletions and reactions: shown at once, repeated until decided, in the order done for each message; taken back when refused. They are kept until then, so that a
 * closed page leaves none half done. All may run twice: done again they change nothing, and an edit names the state that it changed.
 */
export class Acts {
  /** By conversation and message. */
  readonly #pending = new Map<string, Map<string, readonly PendingAct[]>>();
  readonly #chains = new Map<string, Promise<unknown>>();
  readonly #underWay = new Map<string, { readonly stored: StoredAct; readonly session: AbortSignal }>();
  /** One's own last settled edit of a message: the rev on which it was made, and the one it was given. */
  readonly #edited = new Map<string, { readonly baseRev: number; readonly rev: number }>();

  constructor(
    private readonly store: Store,
    private readonly line: Line,
    private readonly storage: OutboxStorage,
  ) {}

  /** One knows who one is. What was done before is kept for them, and what an earlier life of this client did not get settled goes on. */
  restore(): void {
    const { me } = this.store.state;
    const earlier = this.storage.loadActs(me);
    for (const { stored, session } of this.#underWay.values()) if (session === this.line.session) this.storage.saveAct(me, stored);
    for (const act of earlier) if (!this.#underWay.has(act.id)) this.#perform(act, { isRestored: true }).catch(() => undefined);
  }

  async edit(conversationId: string, id: string, text: string, baseRev: number): Promise<void> {
    await this.#begin(conversationId, id, { act: "edit", text, baseRev });
  }

  /** `over` = another way than the hub, to be tried first, once. */
  async delete(conversationId: string, id: string, over?: () => Promise<{ rev: number }>): Promise<void> {
    await this.#begin(conversationId, id, { act: "delete" }, over);
  }

  /** Shows the message as deleted and does nothing more. Until the returned function is called, which shows it again. */
  hide(conversationId: string, id: string): () => void {
    const act = begun({ act: "delete" });
    this.#change(conversationId, id, (acts) => [...acts, act]);
    return () => this.#change(conversationId, id, (acts) => acts.filter((a) => a !== act));
  }

  async react(conversationId: string, id: string, emoji: string, on: boolean): Promise<void> {
    const wasOn = this.#own(conversationId, id).some((own) => isSameEmoji(own, emoji));
    await this.#begin(conversationId, id, { act: "react", emoji, on, wasOn });
  }

  /** What is done to a message and not yet in its state. */
  pending(conversationId: string, held: HeldMessage): readonly PendingAct[] {
    const acts = this.#pending.get(conversationId)?.get(held.id);
    if (acts === undefined) return none;
    const open = acts.filter((act) => act.until === undefined || act.until > held.rev);
    if (open.length === acts.length) return acts;
    this.#put(conversationId, held.id, open);
    return open.length === 0 ? none : open;
  }

  /** Ids of the messages of a conversation to which something is done. */
  messages(conversationId: string): readonly string[] {
    return [...(this.#pending.get(conversationId)?.keys() ?? [])];
  }

  /** Forgets what is decided of messages that are not held: their state will show it. */
  prune(): void {
    for (const [conversationId, messages] of this.#pending)
      for (const [id, acts] of messages)
        if (this.store.find(conversationId)?.messages.has(id) !== true) this.#put(conversationId, id, acts.filter(({ until }) => until === undefined));
  }

  #own(conversationId: string, id: string): readonly string[] {
    const c = this.store.find(conversationId);
    const held = c?.messages.get(id);
    if (c === undefined || held === undefined) return [];
    return withActs(held, ownReactions(c, id), this.pending(conversationId, held), this.store.state.me).own;
  }

  async #begin(conversationId: string, messageId: string, change: Change, over?: () => Promise<{ rev: number }>): Promise<void> {
    const act: StoredAct = { id: newId(), conversationId, messageId, change };
    if (this.store.state.me !== "") this.storage.saveAct(this.store.state.me, act);
    await this.#perform(act, { over });
  }

  async #perform(stored: StoredAct, way: Way): Promise<void> {
    const { conversationId, messageId, change } = stored;
    const { session } = this.line;
    const key = keyOf(conversationId, messageId);
    const act = begun(change);
    this.#underWay.set(stored.id, { stored, session });
    this.#change(conversationId, messageId, (acts) => [...acts, act]);
    const call = (this.#chains.get(key) ?? Promise.resolve()).catch(() => undefined).then(() => this.#send(session, stored, way));
    this.#chains.set(key, call);
    try {
      const { rev } = await call;
      act.until = rev;
      if (change.act === "edit") this.#edited.set(key, { baseRev: change.baseRev, rev });
      const isHeld = this.store.find(conversationId)?.messages.get(messageId) !== undefined;
      this.#change(conversationId, messageId, (acts) => acts.filter((a) => a !== act || isHeld));
      this.#settled(session, stored.id);
      if (change.act === "react") this.store.dispatch({ step: "reacted", conversationId, messageId, emoji: change.emoji, on: change.on, rev });
    } catch (error) {
      this.#change(conversationId, messageId, (acts) => acts.filter((a) => a !== act));
      if (!isCode(error, "auth.required")) this.#settled(session, stored.id); // Else it waits for their next session.
      throw error;
    } finally {
      this.#underWay.delete(stored.id);
      if (this.#chains.get(key) === call) this.#chains.delete(key);
    }
  }

  #settled(session: AbortSignal, actId: string): void {
    if (session === this.line.session) this.storage.removeAct(this.store.state.me, actId);
  }

  async #send(session: AbortSignal, { id: actId, conversationId, messageId: id, change }: StoredAct, { over, isRestored }: Way): Promise<{ rev: number }> {
    if (session !== this.line.session) session.throwIfAborted(); // It is another member's. One's own that has ended may still answer `over`.
    try {
      if (over !== undefined) return await over();
    } catch (error) {
      if (!(error instanceof PeerCircleError) || !error.retryable) throw error;
    }
    if (isRestored) {
      await this.line.next(session);
      if (!this.storage.loadActs(this.store.state.me).some((act) => act.id === actId)) throw new PeerCircleError("not_found", "Another page has settled this.", false);
    }
    if (change.act === "edit") return this.line.untilDecided(session, "Edit", { conversationId, id, text: change.text, baseRev: this.#baseOf(keyOf(conversationId, id), change.baseRev) });
    if (change.act === "delete") return this.line.untilDecided(session, "Delete", { conversationId, id });
    return this.line.untilDecided(session, "React", { conversationId, id, emoji: change.emoji, on: change.on });
  }

  /** What is made on top of one's own edit, before its push has come, is made on what that edit has become. */
  #baseOf(key: string, baseRev: number): number {
    const own = this.#edited.get(key);
    return own !== undefined && baseRev >= own.baseRev ? Math.max(baseRev, own.rev) : baseRev;
  }

  #change(conversationId: string, id: string, change: (acts: readonly PendingAct[]) => readonly PendingAct[]): void {
    this.#put(conversationId, id, change(this.#pending.get(conversationId)?.get(id) ?? none));
    this.store.notify(conversationId);
  }

  #put(conversationId: string, id: string, acts: readonly PendingAct[]): void {
    const there = this.#pending.get(conversationId) ?? new Map<string, readonly PendingAct[]>();
    if (acts.length === 0) there.delete(id);
    else there.set(id, acts);
    if (there.size === 0) this.#pending.delete(conversationId);
    else this.#pending.set(conversationId, there);
  }
}

const none: readonly PendingAct[] = [];

function begun(change: Change): PendingAct {
  return { change, at: new Date().toISOString(), until: undefined };
}

function keyOf(conversationId: string, messageId: string): string {
  return `${conversationId}/${messageId}`;
}

/** The message and one's own reactions as they will be once the acts are decided. */
export function withActs(message: Message, own: readonly string[], acts: readonly PendingAct[], me: string): { message: Message; own: readonly string[] } {
  for (const { change, at } of acts) {
    if (message.deletedAt !== undefined) break;
    if (change.act === "edit") {
      message = { ...message, text: change.text, editedAt: at };
    } else if (change.act === "delete") {
      const { text: _text, reactions: _reactions, authorId: _authorId, mentions: _mentions, editedAt: _editedAt, ...rest } = message;
      message = { ...rest, deletedAt: at, deletedBy: message.authorId === me ? "author" : "moderator" };
      own = [];
    } else {
      // What counts is what was so when it was done: `Reacted` may come before the message's own state.
      if (change.wasOn !== change.on) message = { ...message, reactions: withReaction(message.reactions ?? [], change.emoji, change.on, me) };
      own = own.filter((emoji) => !isSameEmoji(emoji, change.emoji));
      if (change.on) own = [...own, change.emoji];
    }
  }
  return { message, own };
}

function withReaction(reactions: readonly Reaction[], emoji: string, on: boolean, me: string): Reaction[] {
  const present = reactions.find((reaction) => isSameEmoji(reaction.emoji, emoji));
  if (present === undefined) return on ? [...reactions, { emoji, count: 1, sample: [me] }] : [...reactions];
  const sample = (present.sample ?? []).filter((member) => member !== me);
  const changed: Reaction = { ...present, count: present.count + (on ? 1 : -1), sample: on ? [...sample, me] : sample };
  return reactions.flatMap((reaction) => (reaction !== present ? reaction : changed.count > 0 ? changed : []));
}

/** The variation selector U+FE0F does not distinguish. */
export function isSameEmoji(a: string, b: string): boolean {
  return a.replaceAll("\uFE0F", "") === b.replaceAll("\uFE0F", "");
}
