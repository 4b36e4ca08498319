import { isCode, PeerCircleError } from "../errors.ts";
import { Observable, type Readable } from "../observable.ts";
import type { SessionEndReason } from "../wire.ts";
import type { HubEvent, HubLink, HubTransport } from "./transport.ts";
import { backOff, onReturn, Pause, unlessOver } from "./waiting.ts";

/** `offline`: waits for the next attempt, or `connect` has not been called. `connecting`: tries. `online`: what is shown is live. `signedOut`: the end. */
export type ConnectionState = "offline" | "connecting" | "online" | "signedOut";

/** Whether one is connected, and what comes next. */
export interface ConnectionStatus {
  readonly state: ConnectionState;
  /** When the next attempt is due, in milliseconds since 1970; while waiting for it. */
  readonly retryAt?: number;
  /** Why the session is over, where the server said so; while `signedOut`. */
  readonly reason?: SessionEndReason;
}

export interface ConnectionHooks {
  /** Asks who one is; rejects with `auth.required` when the session is over. Called before the first link and after a failed handshake. Changes nothing once `signal` is over. */
  identify(signal: AbortSignal): Promise<void>;
  event(event: HubEvent): void;
  /** A link is open. Rejecting ends it. */
  linked(link: HubLink): Promise<void>;
  unlinked(): void;
  /** No link will come any more: the session is over, for this reason if the server gave one, or `end` was called. */
  ended(reason: SessionEndReason | undefined): void;
}

const probeMs = 5_000;
/** How long to wait for an answer to who one is, and for a handshake: in a dead network neither fails by itself. */
const patienceMs = 15_000;
/** An attempt that is younger is not begun anew. */
const youngMs = 1_000;
const tooManyConnectionsWaitMs = 60_000;

/** Keeps one link to the hub: tries for ever, until stopped or until the session is over. */
export class Connection {
  readonly #status = new Observable<ConnectionStatus>({ state: "offline" });
  readonly #pause = new Pause();
  #running: Promise<void> | undefined;
  #link: HubLink | undefined;
  #end: { reason?: SessionEndReason } | undefined;
  #ownWaitMs: number | undefined;
  #attempt: { readonly since: number; giveUp(): void } | undefined;
  #isHurried = false;
  #moving: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly transport: HubTransport,
    private readonly hooks: ConnectionHooks,
    private readonly random: () => number,
  ) {}

  get status(): Readable<ConnectionStatus> {
    return this.#status;
  }

  get isEnded(): boolean {
    return this.#end !== undefined;
  }

  /** Starts trying; a second call changes nothing. */
  start(): void {
    if (this.#end !== undefined) return;
    this.#running ??= this.#run();
  }

  /** Tries again at once, if waiting or if the present attempt takes long; a wait that the server asked for is kept. A link that is open has to prove that it lives. */
  retryNow(): void {
    if (this.#ownWaitMs === undefined) this.#pause.wake();
    if (this.#attempt !== undefined && Date.now() - this.#attempt.since >= youngMs) {
      this.#isHurried = true;
      this.#attempt.giveUp();
    }
    if (this.#link !== undefined) this.#probe(this.#link);
  }

  /** The session is over: no more tries. */
  end(reason?: SessionEndReason): void {
    this.#end ??= reason === undefined ? {} : { reason };
    this.#link?.stop();
    this.#attempt?.giveUp();
    this.#pause.wake();
    this.#running ??= this.#run();
  }

  async #run(): Promise<void> {
    const stopListening = onReturn(() => this.retryNow());
    let attempt = 0;
    let isKnown = false;
    while (this.#end === undefined) {
      this.#status.set({ state: "connecting" });
      try {
        if (!isKnown) await this.#patiently((signal) => this.hooks.identify(signal));
        isKnown = true;
        if (this.isEnded) break;
        if (await this.#hold()) attempt = 0;
        else isKnown = false;
      } catch (error) {
        if (isCode(error, "auth.required")) this.end();
      }
      if (this.isEnded) break;
      const wait = this.#ownWaitMs ?? (this.#isHurried ? 0 : backOff(attempt++, this.random));
      this.#isHurried = false;
      this.#status.set({ state: "offline", retryAt: Date.now() + wait });
      await this.#pause.wait(wait);
      this.#ownWaitMs = undefined;
    }
    stopListening();
    this.hooks.ended(this.#end?.reason);
    this.#status.set({ state: "signedOut", ...this.#end });
  }

  /** Opens a link and stays until it ends. False when it never came to an answer. */
  async #hold(): Promise<boolean> {
    let closed = () => {};
    const ended = new Promise<void>((resolve) => (closed = resolve));
    let link: HubLink;
    try {
      link = await this.#patiently((signal) => this.#open(signal, closed));
    } catch {
      return false;
    }
    this.#link = link;
    if (this.isEnded) link.stop();
    let isAnswered = false;
    const ready = this.hooks.linked(link).then(
      () => {
        isAnswered = true;
        if (this.#link === link) this.#status.set({ state: "online" });
      },
      () => link.stop(),
    );
    await ended;
    this.#link = undefined;
    clearTimeout(this.#moving);
    this.hooks.unlinked();
    await ready;
    return isAnswered;
  }

  /** A link that comes after it was given up is stopped, and nothing of it is heard. */
  async #open(signal: AbortSignal, closed: () => void): Promise<HubLink> {
    const hears = (event: HubEvent) => {
      if (!signal.aborted) this.#take(event);
    };
    const link = await this.transport.open({ event: hears, closed }, signal);
    if (signal.aborted) link.stop();
    return link;
  }

  /** What is begun, unless it takes too long or is given up. */
  async #patiently<T>(begin: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const over = new AbortController();
    const giveUp = () => over.abort(PeerCircleError.unreachable(new Error("No answer in time.")));
    const timer = setTimeout(giveUp, patienceMs);
    this.#attempt = { since: Date.now(), giveUp };
    try {
      return await unlessOver(over.signal, begin(over.signal));
    } finally {
      clearTimeout(timer);
      this.#attempt = undefined;
    }
  }

  /** After sleep or a change of network a dead link looks alive until its timeout. */
  #probe(link: HubLink): void {
    const timer = setTimeout(() => link.stop(), probeMs);
    const answered = () => clearTimeout(timer);
    link.invoke("Sync", { cursors: [] }).then(answered, answered);
  }

  #take(event: HubEvent): void {
    if (event.name === "SessionEnded") {
      if (event.value.reason === "tooManyConnections") this.#ownWaitMs = tooManyConnectionsWaitMs;
      else this.end(event.value.reason);
      this.#link?.stop();
    } else if (event.name === "Draining") {
      this.#moveAfter(event.value.reconnectInMs);
    } else {
      this.hooks.event(event);
    }
  }

  /** The server goes down; it tells each connection a moment of its own to come back. */
  #moveAfter(ms: number): void {
    const link = this.#link;
    clearTimeout(this.#moving);
    this.#moving = setTimeout(() => {
      if (this.#link !== link || link === undefined) return;
      this.#ownWaitMs = 0;
      link.stop();
    }, ms);
  }
}
