import type { HubLink } from "../connection/transport.ts";
import { backOff, delay } from "../connection/waiting.ts";

export interface StandingCallParts<A extends object, V> {
  readonly method: string;
  /** What a connection has that was told nothing. */
  readonly initial: A;
  /** How long changes are gathered, in milliseconds. */
  readonly gatherMs: number;
  /** What the connection should have. Compared by its JSON. */
  wanted(): A;
  random(): number;
  /** A call is made; what is heard from now on is later than its answer. */
  asked?(argument: A): void;
  answered?(value: V | undefined): void;
}

/**
 * A call whose effect stands as long as the connection: made on each one, again when what is wanted differs from what the connection has, one at a time, and with back-off
 * until it is taken. Nobody waits for it and no failure of it surfaces.
 */
export class StandingCall<A extends object, V = void> {
  #link: HubLink | undefined;
  #over = new AbortController();
  /** What the connection has. */
  #has = "";
  #turn = 0;
  #gathering: ReturnType<typeof setTimeout> | undefined;
  #isCalling = false;

  constructor(private readonly parts: StandingCallParts<A, V>) {}

  linked(link: HubLink): void {
    this.unlinked();
    this.#link = link;
    this.#over = new AbortController();
    this.#has = this.#keyOf(this.parts.initial);
    this.changed();
  }

  unlinked(): void {
    this.#link = undefined;
    this.#over.abort();
    this.#isCalling = false;
    clearTimeout(this.#gathering);
  }

  /** What is wanted may be something else now. */
  changed(): void {
    if (this.#link === undefined) return;
    clearTimeout(this.#gathering);
    this.#gathering = setTimeout(() => void this.#call(), this.parts.gatherMs);
  }

  /** What the connection has is in doubt: it is told anew, even the same. */
  again(): void {
    this.#turn++;
    this.changed();
  }

  async #call(): Promise<void> {
    const link = this.#link;
    const over = this.#over.signal;
    if (link === undefined || this.#isCalling) return;
    this.#isCalling = true;
    try {
      for (let failures = 0; ; ) {
        const argument = this.parts.wanted();
        const key = this.#keyOf(argument);
        if (key === this.#has) break;
        this.parts.asked?.(argument);
        const answer = await link.invoke<V>(this.parts.method, argument);
        over.throwIfAborted();
        if (answer.ok) {
          this.#has = key;
          failures = 0;
          this.parts.answered?.(answer.value);
        } else {
          await delay(answer.error.retryAfterMs ?? backOff(failures, this.parts.random), over);
          failures++;
        }
      }
    } catch {
      // The link is gone: the next one is told.
    } finally {
      if (this.#over.signal === over) this.#isCalling = false;
    }
  }

  #keyOf(argument: A): string {
    return `${this.#turn} ${JSON.stringify(argument)}`;
  }
}
