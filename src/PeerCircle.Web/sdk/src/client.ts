import { Api } from "./api/api.ts";
import type { Me, ProfileChange, ServerInfo } from "./api/accounts.ts";
import type { Token } from "./api/http.ts";
import { Connection, type ConnectionStatus } from "./connection/connection.ts";
import { Line, withinFrame } from "./connection/line.ts";
import { signalRTransport } from "./connection/signalr.ts";
import type { HubTransport } from "./connection/transport.ts";
import { onHide, onLeave, within } from "./connection/waiting.ts";
import { Acts } from "./conversations/acts.ts";
import { Arrivals, type ArrivalListener } from "./conversations/arrivals.ts";
import { Deletions } from "./conversations/deletions.ts";
import { takeEvent } from "./conversations/events.ts";
import { ConversationHandle } from "./conversations/handle.ts";
import { defaultOutboxStorage, type OutboxStorage } from "./conversations/outboxStorage.ts";
import { Rows, type ConversationList } from "./conversations/rows.ts";
import { Sender } from "./conversations/sender.ts";
import { Store } from "./conversations/store.ts";
import { Syncer } from "./conversations/syncer.ts";
import { tidy } from "./conversations/tidying.ts";
import { isCode, PeerCircleError } from "./errors.ts";
import { MemberDirectory } from "./members.ts";
import { Observable, until, type Readable } from "./observable.ts";
import { Inbox } from "./notifications/inbox.ts";
import { Keeper } from "./offline/keeper.ts";
import type { OfflineStorage } from "./offline/storage.ts";
import { Presence } from "./presence/presence.ts";
import type { ConversationFacts, SessionEndReason } from "./wire.ts";

/** Where the server is and as whom to speak to it; all else has a default that fits. */
export interface ClientOptions {
  /** Origin of the server, such as `https://peers.example`. Left out in a page: that page's own. */
  readonly url?: string;
  /** Bearer token of `signIn`, or what answers the present one; asked before every request and handshake. Without one the browser's session cookie is used. */
  readonly token?: Token;
  /** Where posts, edits, deletions and reactions that are not settled survive a reload: `localStorage` in browsers, memory in Node. */
  readonly storage?: OutboxStorage;
  /**
   * Where what was known last survives a reload, so that a page can show it before the server has answered, or without it: oneself, the conversations, members, and the
   * newest messages of the conversations opened last. Left out: nowhere. It is shown as of whoever was signed in last on this device, for 30 days at most, and goes when
   * one signs out or the session is over.
   */
  readonly offline?: OfflineStorage;
  /** Makes the HTTP requests; the global one when left out. */
  readonly fetch?: typeof fetch;
  /** The way to the hub; SignalR over WebSockets when left out. */
  readonly transport?: HubTransport;
  /** Spreads retries; `Math.random` when left out. */
  readonly random?: () => number;
}

/** How long signing out waits for what was to be deleted, in milliseconds. */
const patienceMs = 3_000;
/** How long the server's word waits for what is kept on this device, in milliseconds. */
const restoringMs = 2_000;

/** One member's live view of the network. Make one per session, outside of what is drawn, and keep it. */
export class PeerCircleClient {
  /** Every HTTP call, for what the client does not keep by itself. */
  readonly api: Api;
  /** Members by id, their names among them. */
  readonly members: MemberDirectory;
  /** Who is online, of those one asks about, and saying that oneself is away. */
  readonly presence: Presence;
  /** What concerns oneself: the newest notifications and how many are unread. */
  readonly inbox: Inbox;
  readonly #connection: Connection;
  readonly #line: Line;
  readonly #store: Store;
  readonly #syncer: Syncer;
  readonly #sender: Sender;
  readonly #acts: Acts;
  readonly #deletions: Deletions;
  readonly #storage: OutboxStorage;
  readonly #random: () => number;
  readonly #arrivals = new Arrivals();
  readonly #rows = new Rows();
  readonly #list = new Observable<ConversationList>({ isLoaded: false, rows: [] });
  readonly #me = new Observable<Me | undefined>(undefined);
  readonly #server = new Observable<ServerInfo | undefined>(undefined);
  readonly #handles = new Map<string, ConversationHandle>();
  readonly #keeper: Keeper | undefined;
  #restoring: Promise<void> | undefined;
  /** Whose posts and acts of earlier lives go on here. Not again with each link: what another page has begun since is its own. */
  #restoredFor: string | undefined;
  #isClosed = false;
  readonly #stopListening: () => void;

  constructor(options: ClientOptions = {}) {
    const url = options.url ?? (typeof location === "undefined" ? "" : location.origin);
    const random = options.random ?? Math.random;
    this.#random = random;
    const signedOut = () => this.#connection.end();
    this.api = new Api({ url, token: options.token, fetch: options.fetch });
    this.members = new MemberDirectory(this.api, random);
    this.presence = new Presence(random);
    this.inbox = new Inbox(this.api.notifications, random);
    this.#storage = options.storage ?? defaultOutboxStorage();
    this.#line = new Line(random);
    this.#store = new Store({
      run: (want) => (want.want === "send" ? void this.#sender.send(want.conversationId, want.id) : this.#syncer.run(want)),
      changed: (before, after) => {
        this.#sender.keep(before, after);
        if (after.conversations.size < before.conversations.size) this.#keeper?.write(); // What is not one's own any more goes at once.
        else this.#keeper?.changed();
        const { isLoaded, rows } = this.#list.getSnapshot();
        const next = this.#rows.of(after);
        if (next !== rows) this.#list.set({ isLoaded, rows: next });
      },
    });
    this.#syncer = new Syncer(this.#store, this.api, { random, signedOut, listed: (items) => this.#listed(items), beat: () => tidy(this.#store, this.#acts) });
    this.#sender = new Sender(this.#store, this.#line, this.#storage, { random, signedOut });
    this.#acts = new Acts(this.#store, this.#line, this.#storage);
    this.#deletions = new Deletions(this.#acts, this.api);
    this.#connection = new Connection(
      options.transport ?? signalRTransport(url, () => this.api.token()),
      {
        identify: (signal) => this.#identify(signal),
        event: (event) => takeEvent(event, this.#store, this.#handles, this.presence, this.inbox, this.#arrivals),
        linked: async (open) => {
          const link = withinFrame(open, this.#server.getSnapshot()?.limits.frameBytes ?? Infinity);
          this.#line.set(link);
          await this.#syncer.linked(link);
          for (const handle of this.#handles.values()) handle.renewMembers();
          this.members.renew();
          this.presence.linked(link);
          this.inbox.renew();
        },
        unlinked: () => {
          this.members.rest();
          this.presence.unlinked();
          this.inbox.rest();
          this.#line.set(undefined);
          this.#syncer.unlinked();
        },
        ended: (reason) => {
          this.#line.end();
          this.members.end();
          this.presence.forget();
          this.inbox.forget();
          this.#deletions.undoAll();
          for (const handle of this.#handles.values()) handle.end();
          if (!this.#isClosed) void this.#forget(reason);
        },
      },
      random,
    );
    this.#keeper = options.offline && new Keeper(options.offline, this.#store, this.members);
    const stopWriting = onHide(() => this.#keeper?.write());
    const stopDeleting = onLeave(() => void this.#deletions.leave());
    this.#stopListening = () => {
      stopWriting();
      stopDeleting();
    };
  }

  /** Whether one is connected. `signedOut` is the end: sign in and make a new client. */
  get connection(): Readable<ConnectionStatus> {
    return this.#connection.status;
  }

  /** One's conversations, kept up to date. */
  get conversations(): Readable<ConversationList> {
    return this.#list;
  }

  /** Oneself; known from the first answer of the server on, or from what is kept on this device. */
  get me(): Readable<Me | undefined> {
    return this.#me;
  }

  /** What this server is and its limits; known together with `me`. */
  get server(): Readable<ServerInfo | undefined> {
    return this.#server;
  }

  /** Connects and stays connected, trying for ever; a second call changes nothing. Resolves when online for the first time, rejects with `auth.required` when the session is over. */
  async connect(): Promise<void> {
    if (this.#restoring === undefined && !this.#isClosed) {
      this.members.rest();
      this.#restoring = this.#restore().catch(() => undefined); // What is kept cannot be relied on: one does without.
      this.#connection.start();
    }
    const { state } = await until(this.connection, (status) => status.state === "online" || status.state === "signedOut");
    if (state === "signedOut") throw new PeerCircleError("auth.required", "The session is over.", false);
  }

  /** Tries to connect at once, if waiting to; a link that is open is asked for a sign of life. */
  retryNow(): void {
    this.#connection.retryNow();
  }

  /** A conversation by its id; the same object for the same id. `open` it to have it loaded and kept live. */
  conversation(id: string): ConversationHandle {
    const known = this.#handles.get(id);
    if (known !== undefined) return known;
    const handle = new ConversationHandle(id, { store: this.#store, api: this.api, line: this.#line, acts: this.#acts, deletions: this.#deletions, reading: this.#syncer.reading, random: this.#random });
    this.#handles.set(id, handle);
    return handle;
  }

  /** Calls `listener` with every message that comes while one is connected, of all conversations, one's own among them, until the returned function is called. What was missed meanwhile is not told. */
  onArrival(listener: ArrivalListener): () => void {
    return this.#arrivals.subscribe(listener);
  }

  /** Changes one's profile; `me` and `members` show it at once. */
  async changeMe(change: ProfileChange): Promise<void> {
    const me = await this.api.accounts.changeMe(change);
    this.#me.set(me);
    this.members.learn([me]);
    const server = this.#server.getSnapshot();
    if (server !== undefined) this.#keeper?.begin(me, server);
  }

  /** Ends the session on the server, the connection, and what is kept on this device, posts that are not sent among it. Deletions that wait are done first. Rejects with `network.failed` when the server cannot be reached. */
  async signOut(): Promise<void> {
    await within(patienceMs, this.#deletions.leave());
    await this.api.accounts.signOut().catch((error: unknown) => {
      if (!isCode(error, "auth.required")) throw error;
    });
    this.#storage.clear(this.#store.state.me);
    void this.#keeper?.wipe();
    this.close();
  }

  /** Ends the connection for good; the session and unsent posts stay. */
  close(): void {
    void this.#deletions.leave();
    this.#stopListening();
    this.#keeper?.close();
    this.#isClosed = true;
    this.#connection.end();
    this.members.end();
  }

  async #identify(signal: AbortSignal): Promise<void> {
    const [me, server] = await Promise.all([this.api.accounts.me(signal), this.api.accounts.server(signal)]);
    await within(restoringMs, this.#restoring ?? Promise.resolve());
    signal.throwIfAborted();
    if (this.#store.state.me !== "" && this.#store.state.me !== me.id) this.#becomeAnother();
    this.#keeper?.begin(me, server);
    this.#be(me, server);
  }

  /** Shows what was known last on this device, with what was written and not sent, unless the server has been quicker. */
  async #restore(): Promise<void> {
    const kept = await this.#keeper?.load();
    if (kept === undefined || this.#isClosed || this.#connection.isEnded || this.#me.getSnapshot() !== undefined) return;
    this.members.remember(kept.members);
    this.#keeper?.restore(kept);
    this.#be(kept.session.me, kept.session.server);
  }

  #be(me: Me, server: ServerInfo): void {
    this.#store.identify(me.id);
    if (this.#restoredFor !== me.id) {
      this.#restoredFor = me.id;
      this.#sender.restore(me.id);
      this.#acts.restore();
    }
    this.members.learn([me]);
    if (!isAlike(server, this.#server.getSnapshot())) this.#server.set(server);
    if (!isAlike(me, this.#me.getSnapshot())) this.#me.set(me);
  }

  #listed(items: readonly ConversationFacts[]): void {
    this.#list.set({ isLoaded: true, rows: this.#rows.of(this.#store.state) });
    for (const handle of this.#handles.values()) if (this.#store.find(handle.id)?.open === false) handle.reopen();
    for (const { id, epoch, readSeq } of items) {
      const c = this.#store.find(id);
      if (c?.epoch === epoch && readSeq !== undefined && c.readSeq > readSeq) this.conversation(id).tellRead();
    }
  }

  /** What was kept is of another member than the session: nothing of it is shown, and nothing that was begun for them goes out. */
  #becomeAnother(): void {
    for (const handle of this.#handles.values()) handle.forget();
    this.#line.change();
    this.members.forget();
    this.presence.forget();
    this.inbox.forget();
    this.#store.forget();
    for (const handle of this.#handles.values()) handle.reopen();
  }

  /** The session is over. What was written and not sent waits for the same member's next one, unless somebody ended this one. */
  async #forget(reason: SessionEndReason | undefined): Promise<void> {
    const { me } = this.#store.state;
    const isPresent = (this.#keeper && (await within(restoringMs, this.#keeper.wipe()))) ?? true;
    if (isPresent && reason !== undefined && reason !== "expired") this.#storage.clear(me);
  }
}

function isAlike(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
