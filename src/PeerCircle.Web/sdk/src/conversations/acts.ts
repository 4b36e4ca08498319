import type { Line } from "../connection/line.ts";
import { ownReactions, type HeldMessage } from "../state/conversation.ts";
import type { Message, Reaction } from "../wire.ts";
import type { Store } from "./store.ts";

type Overlay =
  | { readonly act: "edit"; readonly text: string }
  | { readonly act: "delete" }
  | { readonly act: "react"; readonly emoji: string; readonly on: boolean; readonly wasOn: boolean };

/** An act shown before it is decided; `until` = the rev from which on the state itself shows it. */
export interface PendingAct {
  readonly overlay: Overlay;
  readonly at: string;
  until: number | undefined;
}

/** Edits, deletions and reactions: shown at once, repeated until decided, in the order done for each message; taken back when refused. */
export class Acts {
  /** By conversation and message. */
  readonly #pending = new Map<string, Map<string, readonly PendingAct[]>>();
  readonly #chains = new Map<string, Promise<unknown>>();

  constructor(
    private readonly store: Store,
    private readonly line: Line,
  ) {}

  async edit(conversationId: string, id: string, text: string, baseRev: number): Promise<void> {
    await this.#perform(conversationId, id, { act: "edit", text }, () => this.line.untilDecided("Edit", { conversationId, id, text, baseRev }));
  }

  /** `over` = another way than the hub. */
  async delete(conversationId: string, id: string, over?: () => Promise<{ rev: number }>): Promise<void> {
    await this.#perform(conversationId, id, { act: "delete" }, over ?? (() => this.line.untilDecided("Delete", { conversationId, id })));
  }

  /** Shows the message as deleted and does nothing more. Until the returned function is called, which shows it again. */
  hide(conversationId: string, id: string): () => void {
    const act = begun({ act: "delete" });
    this.#change(conversationId, id, (acts) => [...acts, act]);
    return () => this.#change(conversationId, id, (acts) => acts.filter((a) => a !== act));
  }

  async react(conversationId: string, id: string, emoji: string, on: boolean): Promise<void> {
    const wasOn = this.#own(conversationId, id).some((own) => isSameEmoji(own, emoji));
    const rev = await this.#perform(conversationId, id, { act: "react", emoji, on, wasOn }, () => this.line.untilDecided("React", { conversationId, id, emoji, on }));
    this.store.dispatch({ step: "reacted", conversationId, messageId: id, emoji, on, rev });
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

  #own(conversationId: string, id: string): readonly string[] {
    const c = this.store.find(conversationId);
    const held = c?.messages.get(id);
    if (c === undefined || held === undefined) return [];
    return withActs(held, ownReactions(c, id), this.pending(conversationId, held), this.store.state.me).own;
  }

  async #perform(conversationId: string, id: string, overlay: Overlay, send: () => Promise<{ rev: number }>): Promise<number> {
    const key = keyOf(conversationId, id);
    const act = begun(overlay);
    this.#change(conversationId, id, (acts) => [...acts, act]);
    const call = (this.#chains.get(key) ?? Promise.resolve()).catch(() => undefined).then(send);
    this.#chains.set(key, call);
    try {
      const { rev } = await call;
      act.until = rev;
      this.#change(conversationId, id, (acts) => [...acts]);
      return rev;
    } catch (error) {
      this.#change(conversationId, id, (acts) => acts.filter((a) => a !== act));
      throw error;
    } finally {
      if (this.#chains.get(key) === call) this.#chains.delete(key);
    }
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

function begun(overlay: Overlay): PendingAct {
  return { overlay, at: new Date().toISOString(), until: undefined };
}

function keyOf(conversationId: string, messageId: string): string {
  return `${conversationId}/${messageId}`;
}

/** The message and one's own reactions as they will be once the acts are decided. */
export function withActs(message: Message, own: readonly string[], acts: readonly PendingAct[], me: string): { message: Message; own: readonly string[] } {
  for (const { overlay, at } of acts) {
    if (message.deletedAt !== undefined) break;
    if (overlay.act === "edit") {
      message = { ...message, text: overlay.text, editedAt: at };
    } else if (overlay.act === "delete") {
      const { text: _text, reactions: _reactions, authorId: _authorId, mentions: _mentions, editedAt: _editedAt, ...rest } = message;
      message = { ...rest, deletedAt: at, deletedBy: message.authorId === me ? "author" : "moderator" };
      own = [];
    } else {
      // What counts is what was so when it was done: `Reacted` may come before the message's own state.
      if (overlay.wasOn !== overlay.on) message = { ...message, reactions: withReaction(message.reactions ?? [], overlay.emoji, overlay.on, me) };
      own = own.filter((emoji) => !isSameEmoji(emoji, overlay.emoji));
      if (overlay.on) own = [...own, overlay.emoji];
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
