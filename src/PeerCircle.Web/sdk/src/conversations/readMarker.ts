import type { Line } from "../connection/line.ts";
import { delay } from "../connection/waiting.ts";
import type { Store } from "./store.ts";

const quietMs = 300;

/** Tells the server how far one has read: at once, since the page may be left, and what follows soon after as one, until it is told. */
export class ReadMarker {
  #marked = 0;
  /** Whose reading is being told. */
  #telling: AbortSignal | undefined;

  constructor(
    private readonly conversationId: string,
    private readonly store: Store,
    private readonly line: Line,
  ) {}

  mark(seq: number): void {
    const c = this.store.find(this.conversationId);
    if (c === undefined || seq <= c.readSeq) return;
    this.store.dispatch({ step: "read", conversationId: this.conversationId, seq });
    void this.#tell(seq, this.line.session);
  }

  /** Tells what the server does not know, such as what was read offline in an earlier life. */
  catchUp(): void {
    const c = this.store.find(this.conversationId);
    if (c !== undefined) void this.#tell(c.readSeq, this.line.session);
  }

  async #tell(marked: number, session: AbortSignal): Promise<void> {
    this.#marked = this.#telling === session ? Math.max(this.#marked, marked) : marked;
    if (this.#telling === session) return;
    this.#telling = session;
    try {
      for (let told = 0; told < this.#marked; ) {
        const seq = this.#marked;
        const answer = await this.line.untilDecided<{ seq: number; unread: number }>(session, "MarkRead", { conversationId: this.conversationId, seq });
        this.store.dispatch({ step: "read", conversationId: this.conversationId, ...answer });
        told = seq;
        await delay(quietMs, session);
      }
    } catch {
      // Refused for good: the conversation is not one's own any more, or the session is over. Both are told otherwise.
    } finally {
      if (this.#telling === session) this.#telling = undefined;
    }
  }
}
