import { PeerCircleError } from "../errors.ts";
import { newId } from "../ids.ts";
import type { Readable } from "../observable.ts";
import { heldAfter, type Conversation } from "../state/conversation.ts";
import type { ConversationMember } from "../api/conversations.ts";
import type { Message, PageRequest } from "../wire.ts";
import { follow } from "./following.ts";
import { Participants } from "./participants.ts";
import type { HandleParts } from "./parts.ts";
import { ReadMarker } from "./readMarker.ts";
import { tidyClosed } from "./tidying.ts";
import { Threads } from "./threads.ts";
import { Typing } from "./typing.ts";
import { MessageViews, nothingToShow, type ConversationView, type MessageView, type ThreadView } from "./view.ts";

/**
 * One conversation: what to show of it, and what one can do in it, also while offline. Calls that answer a promise are repeated over as many links as it takes, reject
 * with a `PeerCircleError` when the server refuses, and with `auth.required` when the session ends before. Made by `client.conversation(id)`.
 */
export class ConversationHandle implements Readable<ConversationView> {
  readonly #views: MessageViews;
  readonly #marker: ReadMarker;
  readonly #typing: Typing;
  readonly #participants: Participants;
  readonly #threads: Threads;
  readonly #loading = new Map<string, Promise<void>>();
  #opened = 0;
  #shown: { of: Conversation | undefined; version: number; view: ConversationView } | undefined;
  #version = 0;

  /** @internal */
  constructor(
    readonly id: string,
    private readonly parts: HandleParts,
  ) {
    this.#views = new MessageViews(parts.acts);
    this.#marker = new ReadMarker(id, parts.store, parts.line);
    this.#typing = new Typing(id, parts.line, () => parts.store.notify(id));
    this.#threads = new Threads(this, parts.store, this.#views);
    this.#participants = new Participants(id, parts);
    parts.store.subscribe(id, () => this.#version++);
  }

  /** Calls `listener` after every change of what is to be shown, until the returned function is called. */
  readonly subscribe = (listener: () => void): (() => void) => this.parts.store.subscribe(this.id, listener);

  /** What to show. */
  readonly getSnapshot = (): ConversationView => {
    const c = this.parts.store.find(this.id);
    if (this.#shown === undefined || this.#shown.of !== c || this.#shown.version !== this.#version) {
      this.#shown = { of: c, version: this.#version, view: this.#view(c) };
    }
    return this.#shown.view;
  };

  /** Keeps the conversation loaded and live until the returned function is called. Opened several times it stays open until all are closed. */
  open(): () => void {
    this.#opened++;
    this.parts.store.dispatch({ step: "open", conversationId: this.id, on: true });
    this.#participants.opened();
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      if (--this.#opened === 0) this.#close();
    };
  }

  /**
   * Shows the post at once, in `pending`, and sends it when it can, also after a reload: one in flight at a time, in order, repeated under the same id until the server
   * has decided. Refused it stays `failed`, until `retry` or `discard`. `parentId` = the message it replies to. Answers the message's id. Throws `not_found` when the conversation
   * was taken away; what waits in one that is goes with it.
   */
  post(text: string, parentId?: string): string {
    const { store } = this.parts;
    if (store.find(this.id) === undefined && store.state.removed.has(this.id)) throw new PeerCircleError("not_found", "This conversation is not one's own any more.", false);
    const id = newId();
    store.dispatch({ step: "post", conversationId: this.id, id, text, parentId });
    return id;
  }

  /** Sends a failed post again, under the same id. */
  retry(postId: string): void {
    this.parts.store.dispatch({ step: "retry", conversationId: this.id, id: postId });
  }

  /** Gives up a post that failed or has not been sent yet. */
  discard(postId: string): void {
    this.parts.store.dispatch({ step: "discard", conversationId: this.id, id: postId });
  }

  /** Gives one's own message another text, shown at once. `baseRev` = the rev of the state whose text was changed; the present one when left out. Rejects, and shows the old text again, with `message.edit_conflict` if the text changed since. */
  async edit(messageId: string, text: string, baseRev?: number): Promise<void> {
    await this.parts.acts.edit(this.id, messageId, text, baseRev ?? this.#held(messageId).rev);
  }

  /** Deletes a message, shown at once: one's own, or anyone's as the circle's host or as a moderator. What remains of it is a tombstone. */
  async delete(messageId: string): Promise<void> {
    await this.parts.acts.delete(this.id, messageId);
  }

  /**
   * Shows the message as deleted at once and deletes it after 6 seconds, unless `undoDeletions` is called before; sooner when the conversation is closed, the page is left
   * or one signs out. Deletions that wait are one batch: another one begins the time anew. Answers whether it was deleted; rejects when the server refuses, and shows it again.
   */
  deleteLater(messageId: string): Promise<boolean> {
    return this.parts.deletions.later(this.id, messageId);
  }

  /** Ids of the messages whose deletion can still be undone. */
  get undoableDeletions(): Readable<readonly string[]> {
    return this.parts.deletions.undoable(this.id);
  }

  /** Takes back the deletions that can still be undone; their messages are shown again. */
  undoDeletions(): void {
    this.parts.deletions.undo(this.id);
  }

  /** Stops the time for undoing while somebody looks at the offer; it begins anew after that. */
  holdDeletions(on: boolean): void {
    this.parts.deletions.hold(this.id, on);
  }

  /** Puts a reaction, `on`, or takes it back, shown at once. `emoji` is one emoji; at most 20 different ones fit on a message. */
  async react(messageId: string, emoji: string, on: boolean): Promise<void> {
    await this.parts.acts.react(this.id, messageId, emoji, on);
  }

  /** Everything up to `seq` has been read: `unread` follows at once, the server and one's other devices shortly after. Never goes back. */
  markRead(seq: number): void {
    this.#marker.mark(seq);
  }

  /** Tells the others that one is typing; call it with every key, it is sent every few seconds. */
  typing(): void {
    this.#typing.tell();
  }

  /** Loads the page of 50 before what is loaded, if there is one. Rejects when the server cannot be asked. */
  async loadOlder(): Promise<void> {
    const c = this.parts.store.find(this.id);
    if (c?.loaded !== undefined && c.moreBefore) await this.#load({ before: c.loaded.first });
  }

  /** Loads the page after what is loaded, if it is not the end. Rejects when the server cannot be asked. */
  async loadNewer(): Promise<void> {
    const c = this.parts.store.find(this.id);
    if (c?.loaded !== undefined && c.moreAfter) await this.#load({ after: c.loaded.last });
  }

  /** Goes back to the live end. Rejects when the server cannot be asked. */
  async loadNewest(): Promise<void> {
    await this.#load({});
  }

  /** Goes to a place in the past; what is loaded elsewhere is replaced. Rejects when the server cannot be asked. */
  async loadAround(seq: number): Promise<void> {
    await this.#load({ around: seq });
  }

  /** One message as far as it is held, wherever it stands. */
  message(messageId: string): MessageView | undefined {
    const c = this.parts.store.find(this.id);
    const held = c?.messages.get(messageId);
    return c === undefined || held === undefined ? undefined : this.#views.one(c, held, this.parts.store.state.me);
  }

  /** The messages held with a higher `seq`, also beyond what is loaded; by `seq`. */
  after(seq: number): readonly MessageView[] {
    const c = this.parts.store.find(this.id);
    if (c === undefined) return [];
    const { me } = this.parts.store.state;
    return heldAfter(c, seq).map((held) => this.#views.one(c, held, me));
  }

  /** Where a message stands, by its id. Rejects when there is none, or the server cannot be asked. */
  async seqOf(messageId: string): Promise<number> {
    await this.parts.reading.loadMessage(this.id, messageId);
    return this.#held(messageId).seq;
  }

  /** Brings a message that is not held, such as one that is quoted. */
  async loadMessage(messageId: string): Promise<void> {
    await this.#once(`message ${messageId}`, () => this.parts.reading.loadMessage(this.id, messageId));
  }

  /** The replies to a message as far as they are held; `loadThread` brings them. The same object for the same message. */
  thread(parentId: string): Readable<ThreadView> {
    return this.#threads.of(parentId);
  }

  /** Loads a message and its newest replies, or the replies before a `seq`. */
  async loadThread(parentId: string, before?: number): Promise<void> {
    await this.loadMessage(parentId);
    await this.#load({ parentId, ...(before === undefined ? {} : { before }) });
  }

  /**
   * Every message once, by `seq` without a gap, as it is when it is its turn: from `after` (exclusive; left out = what comes from now on) without end. Survives lost
   * connections. Later edits are not told. Ends when the conversation is taken away or `signal` is aborted. Fails with `not_found` when it is not one's own, `auth.required`
   * when the session ends, `history.restored` when a backup replaced the server's store.
   */
  messages(options: { readonly after?: number; readonly signal?: AbortSignal } = {}): AsyncIterableIterator<Message> {
    return follow(this, { ...this.parts, session: this.parts.line.session, isAlone: () => this.#opened === 1, ...options });
  }

  /** Who takes part, as far as `loadMembers` has brought them. */
  get members(): Readable<readonly ConversationMember[]> {
    return this.#participants.members;
  }

  /** Brings who takes part, and how far each has read where that is shown; kept up to date from then on, while the conversation is open. */
  loadMembers(): Promise<void> {
    return this.#participants.want();
  }

  /** The server told that somebody came or went, or a new link begins. @internal */
  renewMembers(): void {
    this.#participants.renew(this.#opened > 0);
  }

  /** The server knows less of what one has read. @internal */
  tellRead(): void {
    this.#marker.catchUp();
  }

  /** The server told that a member is typing, or a message of theirs has come. @internal */
  heardTyping(memberId: string, isTyping: boolean): void {
    if (isTyping) this.#typing.heard(memberId);
    else this.#typing.stopped(memberId);
  }

  /** What is known was told to another member. @internal */
  forget(): void {
    this.undoDeletions();
    this.#participants.forget();
  }

  /** The session is over. @internal */
  end(): void {
    this.#typing.end();
  }

  /** A conversation that was taken away and came back is opened anew. @internal */
  reopen(): void {
    if (this.#opened === 0) return;
    this.parts.store.dispatch({ step: "open", conversationId: this.id, on: true });
    this.renewMembers();
  }

  #close(): void {
    this.parts.deletions.finish(this.id);
    const c = this.parts.store.find(this.id);
    if (c === undefined) return;
    tidyClosed(this.parts.store, c);
    this.parts.store.dispatch({ step: "open", conversationId: this.id, on: false });
  }

  #load(asked: PageRequest): Promise<void> {
    return this.#once(JSON.stringify(asked), () => this.parts.reading.loadPage(this.id, asked));
  }

  /** One load of a kind at a time: scrolling asks many times. */
  #once(key: string, begin: () => Promise<void>): Promise<void> {
    const known = this.#loading.get(key);
    if (known !== undefined) return known;
    const load = begin().finally(() => this.#loading.delete(key));
    this.#loading.set(key, load);
    return load;
  }

  #held(messageId: string): Message {
    const held = this.parts.store.find(this.id)?.messages.get(messageId);
    if (held === undefined) throw new PeerCircleError("not_found", "This message is not loaded.", false);
    return held;
  }

  #view(c: Conversation | undefined): ConversationView {
    if (c === undefined) return nothingToShow(this.id);
    return {
      id: this.id,
      isHeld: true,
      isLoaded: c.loaded !== undefined,
      facts: c.facts,
      messages: this.#views.visible(c, this.parts.store.state.me),
      pending: c.outbox,
      unread: c.unread,
      readSeq: c.readSeq,
      readBy: c.readBy,
      moreBefore: c.moreBefore,
      moreAfter: c.moreAfter,
      newest: c.seq,
      typing: this.#typing.members,
    };
  }
}
