import { PeerCircleError } from "../errors.ts";
import type { HubAnswer } from "../wire.ts";
import { Disconnected, type HubLink } from "./transport.ts";
import { backOff } from "./waiting.ts";

/** The link there is at the moment, and calls that outlive it. */
export class Line {
  #link: HubLink | undefined;
  #isOver = false;
  #waiting: { resolve(link: HubLink): void; reject(error: Error): void }[] = [];

  constructor(private readonly random: () => number) {}

  get link(): HubLink | undefined {
    return this.#link;
  }

  set(link: HubLink | undefined): void {
    this.#link = link;
    if (link === undefined) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { resolve } of waiting) resolve(link);
  }

  /** The session is over: what waits for a link is refused. */
  end(): void {
    this.#isOver = true;
    this.refuse();
  }

  /** What waits for a link is not to be done by whoever comes with it. */
  refuse(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { reject } of waiting) reject(sessionOver());
  }

  next(): Promise<HubLink> {
    if (this.#link !== undefined) return Promise.resolve(this.#link);
    if (this.#isOver) return Promise.reject(sessionOver());
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  /** Repeats a call, over as many links as it takes, until it is answered or refused for good. For calls that may run twice. */
  async untilDecided<T>(method: string, argument: object): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      const link = await this.next();
      let answer: HubAnswer<T>;
      try {
        answer = await link.invoke<T>(method, argument);
      } catch (error) {
        if (!(error instanceof Disconnected)) throw error;
        if (this.#link === link) this.#link = undefined;
        continue;
      }
      if (answer.ok) return answer.value as T;
      if (!answer.error.retryable) throw PeerCircleError.ofRefusal(answer.error);
      await delay(answer.error.retryAfterMs ?? backOff(attempt, this.random));
    }
  }
}

/** A link that refuses by itself what the server would close the connection for. */
export function withinFrame(link: HubLink, frameBytes: number): HubLink {
  const envelope = 256;
  return {
    stop: () => link.stop(),
    invoke: async <T>(method: string, argument: object): Promise<HubAnswer<T>> => {
      const bytes = new TextEncoder().encode(JSON.stringify(argument)).length;
      if (bytes + envelope <= frameBytes) return link.invoke<T>(method, argument);
      return { ok: false, error: { code: "request.too_large", message: `A message may have at most ${frameBytes} bytes.`, retryable: false } };
    },
  };
}

export function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function sessionOver(): PeerCircleError {
  return new PeerCircleError("auth.required", "The session is over.", false);
}
