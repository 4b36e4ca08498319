import { PeerCircleError } from "../errors.ts";
import type { HubAnswer } from "../wire.ts";
import { Disconnected, type HubLink } from "./transport.ts";
import { backOff, delay, unlessOver } from "./waiting.ts";

/** The link there is at the moment, and calls that outlive it. */
export class Line {
  #link: HubLink | undefined;
  #session = new AbortController();
  #waiting: ((link: HubLink) => void)[] = [];

  constructor(private readonly random: () => number) {}

  get link(): HubLink | undefined {
    return this.#link;
  }

  /**
   * Stands for the member whose session this is: over when it ends, and another object once it is another member's. Who acts for a member takes it before the first wait
   * and looks at it after each.
   */
  get session(): AbortSignal {
    return this.#session.signal;
  }

  set(link: HubLink | undefined): void {
    this.#link = link;
    if (link === undefined) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve(link);
  }

  /** The session is over: what waits is refused, and what comes. */
  end(): void {
    this.#waiting = [];
    this.#session.abort(sessionOver());
  }

  /** The session is another member's: what was begun for the one before is refused. */
  change(): void {
    this.end();
    this.#session = new AbortController();
  }

  async next(session: AbortSignal): Promise<HubLink> {
    session.throwIfAborted();
    const link = this.#link ?? (await unlessOver(session, new Promise<HubLink>((resolve) => this.#waiting.push(resolve))));
    session.throwIfAborted();
    return link;
  }

  /** Repeats a call, over as many links as it takes, until it is answered or refused for good, or until the session is over. For calls that may run twice. */
  async untilDecided<T>(session: AbortSignal, method: string, argument: object): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      const link = await this.next(session);
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
      await delay(answer.error.retryAfterMs ?? backOff(attempt, this.random), session);
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

function sessionOver(): PeerCircleError {
  return new PeerCircleError("auth.required", "The session is over.", false);
}
