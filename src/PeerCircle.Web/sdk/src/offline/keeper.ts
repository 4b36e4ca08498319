import type { Me, Member, ServerInfo } from "../api/accounts.ts";
import type { Store } from "../conversations/store.ts";
import type { Conversation } from "../state/conversation.ts";
import type { ConversationFacts } from "../wire.ts";
import { factsToKeep, isFacts, isMember, isPage, isSession, ownerOf, pageToKeep, type KeptPage, type KeptSession } from "./kept.ts";
import type { OfflineStorage } from "./storage.ts";

/** How long what changes is gathered before it is written, in milliseconds. */
export const gatherMs = 1_500;
/** How long what is kept may be shown without a word of the server, in milliseconds: as long as a session lasts unused. */
const validMs = 30 * 24 * 3_600_000;
const keptConversations = 500;
const keptPages = 20;
const keptMembers = 500;

/** What an earlier life of the client knew. */
export interface Kept {
  readonly session: KeptSession;
  readonly members: readonly Member[];
  readonly facts: readonly ConversationFacts[];
  readonly pages: readonly KeptPage[];
}

/** Writes what the client knows to the storage, a moment after it has changed, and gives it back to its next life. */
export class Keeper {
  /** Under which it is kept, as soon as the storage has said so. */
  #claim: Promise<string | undefined> = Promise.resolve(undefined);
  #session: KeptSession | undefined;
  #isSessionKept = false;
  /** Each conversation as it was when written. */
  readonly #written = new Map<string, Conversation>();
  /** When the conversations whose pages are kept were last open. */
  readonly #openedAt = new Map<string, number>();
  #members = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOver = false;

  constructor(
    private readonly storage: OfflineStorage,
    private readonly store: Store,
    private readonly members: { readonly getSnapshot: () => number; known(): readonly Member[] },
  ) {}

  /** What is kept of whoever was signed in here last. None if there is nothing, or nothing that can be relied on. */
  async load(): Promise<Kept | undefined> {
    const loading = this.storage.load().catch(() => undefined);
    this.#claim = loading.then((stored) => stored?.claim);
    const kept = await loading;
    const session = kept?.entries.get("session");
    if (kept === undefined || !isSession(session) || kept.owner !== ownerOf(session.me.id)) return undefined;
    if (Math.abs(Date.now() - session.at) > validMs) return undefined;
    const values = [...kept.entries.values()];
    const members = kept.entries.get("members");
    const pages = values.filter(isPage).sort((a, b) => b.openedAt - a.openedAt);
    for (const { conversationId, openedAt } of pages) this.#openedAt.set(conversationId, openedAt);
    return { session, members: Array.isArray(members) ? members.filter(isMember) : [], facts: values.filter(isFacts), pages: pages.slice(0, keptPages) };
  }

  /** Takes what was kept into the state, by the steps by which a server would have brought it. It is not written again until it changes. */
  restore({ session, facts, pages }: Kept): void {
    this.store.identify(session.me.id);
    this.store.dispatch({ step: "list", items: facts });
    for (const { conversationId, page } of pages) {
      const { generation = 0 } = this.store.find(conversationId) ?? {};
      this.store.dispatch({ step: "page", conversationId, page, asked: {}, generation });
    }
    for (const c of this.store.state.conversations.values()) if (c.loaded !== undefined || !this.#openedAt.has(c.id)) this.#written.set(c.id, c);
  }

  /** The server has said who one is: from now on it is kept for them. */
  begin(me: Me, server: ServerInfo): void {
    if (this.#isOver) return;
    const before = this.#claim;
    this.#claim = this.storage.begin(ownerOf(me.id)).catch(() => undefined);
    void Promise.all([before, this.#claim]).then(([old, claim]) => {
      if (old !== claim) this.#startAnew();
    });
    this.#session = { me, server, at: Date.now() };
    this.#isSessionKept = false;
    this.changed();
  }

  changed(): void {
    if (this.#session !== undefined && !this.#isOver) this.#timer ??= setTimeout(() => this.write(), gatherMs);
  }

  /** Writes at once what has changed. */
  write(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#session === undefined || this.#isOver) return;
    const changes = new Map<string, unknown>();
    if (!this.#isSessionKept) changes.set("session", this.#session);
    this.#isSessionKept = true;
    this.#gatherMembers(changes);
    this.#gatherConversations(changes);
    if (changes.size > 0) this.#claim.then((claim) => (claim === undefined ? undefined : this.storage.save(claim, changes))).catch(() => undefined);
  }

  /** Nothing is written any more; what is kept stays. */
  close(): void {
    this.write();
    this.#isOver = true;
  }

  /** Nothing is written any more, and nothing stays. False when it is kept under another claim by now: then this is the late end of a session before. */
  async wipe(): Promise<boolean> {
    this.#isOver = true;
    clearTimeout(this.#timer);
    const claim = await this.#claim;
    const present = await this.storage.load().catch(() => undefined);
    if (claim !== undefined) await this.storage.clear(claim).catch(() => undefined);
    return present === undefined || present.claim === claim;
  }

  /** Nothing of what is known is kept under this claim yet. */
  #startAnew(): void {
    this.#written.clear();
    this.#openedAt.clear();
    this.#isSessionKept = false;
    this.#members = 0;
    this.changed();
  }

  #gatherMembers(changes: Map<string, unknown>): void {
    const version = this.members.getSnapshot();
    if (version === this.#members) return;
    this.#members = version;
    changes.set("members", this.members.known().slice(-keptMembers));
  }

  #gatherConversations(changes: Map<string, unknown>): void {
    const { conversations } = this.store.state;
    const kept = newest(conversations);
    for (const c of kept.values()) {
      const before = this.#written.get(c.id);
      if (before === c) continue;
      this.#written.set(c.id, c);
      changes.set(`facts/${c.id}`, factsToKeep(c));
      this.#gatherPage(c, before, changes);
    }
    for (const id of new Set([...this.#written.keys(), ...this.#openedAt.keys()])) {
      if (kept.has(id)) continue;
      this.#written.delete(id);
      this.#openedAt.delete(id);
      changes.set(`facts/${id}`, undefined).set(`page/${id}`, undefined);
    }
    const dropped = [...this.#openedAt].sort(([, a], [, b]) => b - a).slice(keptPages);
    for (const [id] of dropped) {
      this.#openedAt.delete(id);
      changes.set(`page/${id}`, undefined);
    }
  }

  #gatherPage(c: Conversation, before: Conversation | undefined, changes: Map<string, unknown>): void {
    if (c.loaded === undefined) {
      if (this.#openedAt.delete(c.id)) changes.set(`page/${c.id}`, undefined);
      return;
    }
    if (c.open || !this.#openedAt.has(c.id)) this.#openedAt.set(c.id, Date.now());
    const isSame = before?.messages === c.messages && before.loaded === c.loaded && before.cursor === c.cursor && before.mine === c.mine && before.open === c.open;
    const page = isSame ? undefined : pageToKeep(c);
    // One who reads in the past leaves the newest page as it was kept: it is old, and right from its own cursor on.
    if (page !== undefined) changes.set(`page/${c.id}`, { conversationId: c.id, openedAt: this.#openedAt.get(c.id) ?? 0, page } satisfies KeptPage);
  }
}

/** The conversations to keep: those with the newest messages, if there are very many. */
function newest(conversations: ReadonlyMap<string, Conversation>): ReadonlyMap<string, Conversation> {
  if (conversations.size <= keptConversations) return conversations;
  const byLatest = [...conversations].sort(([, a], [, b]) => ((a.last?.createdAt ?? "") < (b.last?.createdAt ?? "") ? 1 : -1));
  return new Map(byLatest.slice(0, keptConversations));
}
