import { isCode, type ConversationHandle, type ConversationView, type MessageView, type Readable } from "@peercircle/sdk";
import type { Span } from "../together.ts";
import { theEnd, type Spot } from "./spots.ts";

/** Where to go when one comes; `unread` = to where that begins, or to the end, which is also where one goes instead of to a message that is gone. */
export type Destination = Spot | { readonly to: "unread" } | { readonly to: "message"; readonly id: string };

/** A place that has been reached: its messages are there. */
export interface Landing {
  readonly id: number;
  readonly spot: Spot;
}

export type EdgeState = { readonly is: "idle" | "loading" } | { readonly is: "failed"; readonly error: unknown };

export interface StayView {
  readonly view: ConversationView;
  /** What is loaded, and after it what one has written oneself since, should that be further on. */
  readonly messages: readonly MessageView[];
  /** None until there is something to show. */
  readonly landing: Landing | undefined;
  /** Another number = other messages than before, with none left to hold on to. */
  readonly range: number;
  /** The `seq` of the message above which "new" is drawn. */
  readonly newFrom: number | undefined;
  /** What was unread when one came, each time that one did and that the connection was back. */
  readonly away: readonly Span[];
  readonly older: EdgeState;
  readonly newer: EdgeState;
  /** What one sees is as the server has it; before, and while the connection is lost, nothing of it has been read. */
  readonly isLive: boolean;
  /** Why one is not where one wanted to go. */
  readonly failed: { readonly error: unknown } | undefined;
}

const idle: EdgeState = { is: "idle" };
/** So much of what one has read already stays in sight above what is new. */
const contextPx = 96;
const mostSpans = 12;
/** What came while one was away stays so as long as the session lasts: one who went to a goal and comes back sees what one saw. */
const missed = new WeakMap<ConversationHandle, readonly Span[]>();

/** One visit to a conversation: finds the way to where one wants to be, loads what is about to be reached, and knows where "new" began. */
export class Stay implements Readable<StayView> {
  readonly #listeners = new Set<() => void>();
  #shown: StayView;
  #wanted: Destination | undefined;
  #asked: Destination | undefined;
  #missed: Destination | undefined;
  #position: Spot = theEnd;
  #readBefore: number | undefined;
  #own: readonly string[] = [];
  #isComing = true;
  #isReading: () => boolean = () => false;

  constructor(
    private readonly handle: ConversationHandle,
    private readonly me: string,
    destination: Destination,
  ) {
    this.#wanted = destination;
    const view = handle.getSnapshot();
    this.#shown = { view, messages: view.messages, landing: undefined, range: 0, newFrom: undefined, away: missed.get(handle) ?? [], older: idle, newer: idle, isLive: false, failed: undefined };
  }

  readonly getSnapshot = (): StayView => this.#shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Watches the conversation until the returned function is called. `isReading` tells whether its end is being looked at, so that what comes is no news. */
  begin(isReading: () => boolean): () => void {
    this.#isReading = () => this.#shown.isLive && isReading();
    const stop = this.handle.subscribe(() => this.#look());
    this.#look();
    return stop;
  }

  /** With the connection comes what was said meanwhile: who was at the end is led to where that begins, and has not read it yet. */
  setLive(isLive: boolean): void {
    const isBack = isLive && !this.#shown.isLive;
    if (isBack) {
      this.#isComing = true;
      this.#findAway();
      this.retry();
      const isLeftBehind = this.#shown.landing !== undefined && this.#wanted === undefined && this.#position.to === "end" && this.#shown.view.unread > 0;
      if (isLeftBehind) this.goTo({ to: "unread" });
    }
    this.#set({ isLive });
  }

  /** Remembers where one is, in case that what one sees has to be loaded anew. */
  noteAt(position: Spot): void {
    this.#position = position;
  }

  goTo(destination: Destination): void {
    this.#wanted = destination;
    this.#asked = this.#missed = undefined;
    this.#set({ failed: undefined });
    this.#look();
  }

  /** To what one has just written: at once to the end of what there is, and from there to the newest messages. */
  goToOwn(posts: readonly string[]): void {
    this.#own = [...this.#own, ...posts];
    if (this.#shown.view.moreAfter && this.#shown.landing !== undefined) this.#land(theEnd);
    this.goTo(theEnd);
  }

  loadOlder(): void {
    if (this.#shown.view.moreBefore && this.#shown.older.is === "idle") void this.#loadEdge("older", () => this.handle.loadOlder());
  }

  loadNewer(): void {
    if (this.#shown.view.moreAfter && this.#shown.newer.is === "idle" && this.#wanted === undefined) void this.#loadEdge("newer", () => this.handle.loadNewer());
  }

  /** Once more whatever has failed. */
  retry(): void {
    const { older, newer } = this.#shown;
    if (older.is === "failed") this.#set({ older: idle });
    if (newer.is === "failed") this.#set({ newer: idle });
    if (this.#missed !== undefined) this.goTo(this.#missed);
  }

  async #loadEdge(edge: "older" | "newer", load: () => Promise<void>): Promise<void> {
    this.#set({ [edge]: { is: "loading" } });
    try {
      await load();
      this.#set({ [edge]: idle });
    } catch (error) {
      this.#set({ [edge]: { is: "failed", error } });
    }
  }

  #look(): void {
    const before = this.#shown;
    const view = this.handle.getSnapshot();
    if (!view.isLoaded || (before.landing !== undefined && isApart(before.view.messages, view.messages))) {
      // Another part of the conversation, without one's having gone there: one comes back to where one was.
      if (before.landing !== undefined) this.#wanted ??= this.#position;
      this.#set({ ...this.#seen(view), landing: undefined, range: before.landing === undefined ? before.range : before.range + 1 });
    } else {
      this.#set(this.#seen(view));
    }
    this.#findNew();
    this.#findAway();
    // What is unread comes with the facts, which may be later than the messages.
    const isKnown = view.facts !== undefined || this.#wanted?.to !== "unread";
    if (view.isLoaded && isKnown && this.#wanted !== undefined) this.#tryToLand(this.#wanted);
  }

  #seen(view: ConversationView): Pick<StayView, "view" | "messages"> {
    if (!view.moreAfter) this.#own = [];
    if (this.#own.length === 0) return { view, messages: view.messages };
    const last = view.messages.at(-1)?.seq ?? 0;
    const own = this.#own.flatMap((id) => this.handle.message(id) ?? []).filter(({ seq }) => seq > last);
    return { view, messages: [...view.messages, ...own] };
  }

  #tryToLand(wanted: Destination): void {
    const { view } = this.#shown;
    const isAsked = this.#asked === wanted;
    if (wanted.to === "message") {
      if (!isAsked) this.#ask(wanted, () => this.#find(wanted, wanted.id));
      return;
    }
    const spot = wanted.to === "unread" ? this.#unread() : wanted;
    if (spot.to === "end") {
      if (view.moreAfter && !isAsked) this.#ask(wanted, () => this.handle.loadNewest());
      else if (!isAsked || !view.moreAfter) this.#land(spot);
      return;
    }
    const seq = Math.min(Math.max(spot.seq, 1), Math.max(view.newest, 1));
    if (holds(view, seq)) this.#land({ ...spot, seq });
    else if (!isAsked) this.#ask(wanted, () => this.handle.loadAround(seq));
  }

  #unread(): Spot {
    const { view } = this.#shown;
    const from = this.#readBefore;
    if (from === undefined || view.unread === 0) return theEnd;
    const first = holds(view, from + 1) ? firstUnread(view, from, this.me) : from + 1;
    return first === undefined ? theEnd : { to: "seq", seq: first, offset: contextPx };
  }

  #ask(wanted: Destination, load: () => Promise<void>): void {
    this.#asked = wanted;
    const arrive = (error?: { readonly error: unknown }) => {
      if (this.#asked !== wanted) return;
      this.#look();
      if (this.#wanted !== wanted) return;
      // Not there, although it was loaded or because it could not be: one stays where one is, or comes to the end.
      this.#missed = wanted;
      this.#wanted = undefined;
      if (this.#shown.landing === undefined) this.#land(theEnd);
      this.#set({ failed: error });
    };
    load().then(
      () => arrive(),
      (error: unknown) => arrive({ error }),
    );
  }

  async #find(wanted: Destination, id: string): Promise<void> {
    const found = await this.handle.seqOf(id).then(
      (seq): Destination => ({ to: "seq", seq, offset: "middle" }),
      (error: unknown): Destination => {
        if (isCode(error, "not_found")) return { to: "unread" };
        throw error;
      },
    );
    if (this.#asked === wanted) this.goTo(found);
  }

  #land(spot: Spot): void {
    this.#wanted = this.#asked = undefined;
    this.#position = spot;
    this.#landings++;
    this.#set({ landing: { id: this.#landings, spot } });
  }
  #landings = 0;

  /** "New" begins after what had been read when it came, while one was not looking. */
  #findNew(): void {
    const { view } = this.#shown;
    const isNews = view.unread > 0 && view.facts !== undefined && (this.#readBefore === undefined || this.#readBefore < view.readSeq) && !this.#isReading();
    if (isNews) this.#readBefore = view.readSeq;
    else if (this.#shown.newFrom !== undefined) return;
    const from = this.#readBefore;
    if (from !== undefined && holds(view, from + 1)) this.#set({ newFrom: firstUnread(view, from, this.me) });
  }

  /** What is unread when one comes was said while one was away; what comes after that is not. */
  #findAway(): void {
    const { view, away } = this.#shown;
    if (!this.#isComing || !view.isLoaded || view.facts === undefined) return;
    this.#isComing = false;
    if (view.unread === 0) return;
    const from = view.readSeq + 1;
    const spans = [...away.filter((span) => span.from !== from), { from, to: view.newest }].slice(-mostSpans);
    missed.set(this.handle, spans);
    this.#set({ away: spans });
  }

  #set(change: Partial<StayView>): void {
    this.#shown = { ...this.#shown, ...change };
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Whether the message is there to be shown; the first one is held back while there are earlier ones (see `Timeline`). */
function holds(view: ConversationView, seq: number): boolean {
  const first = view.messages[0]?.seq ?? Infinity;
  return seq <= (view.messages.at(-1)?.seq ?? 0) && (view.moreBefore ? seq > first : seq >= first);
}

function isApart(before: readonly MessageView[], after: readonly MessageView[]): boolean {
  const [oldFirst, oldLast, first, last] = [before[0]?.seq, before.at(-1)?.seq, after[0]?.seq, after.at(-1)?.seq];
  if (oldFirst === undefined || oldLast === undefined || first === undefined || last === undefined) return false;
  return first > oldLast + 1 || last < oldFirst - 1;
}

function firstUnread(view: ConversationView, after: number, me: string): number | undefined {
  const isNew = (m: MessageView) => m.seq > after && m.kind !== "system" && m.deletedAt === undefined && m.authorId !== undefined && m.authorId !== me;
  return view.messages.find(isNew)?.seq;
}
