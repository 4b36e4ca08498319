import { delay, type Line } from "../connection/line.ts";
import type { Store } from "./store.ts";

const quietMs = 300;

/** Tells the server how far one has read: at once, since the page may be left, and what follows soon after as one, until it is told. */
export class ReadMarker {
  #marked = 0;
  #isTelling = false;

  constructor(
    private readonly conversationId: string,
    private readonly store: Store,
    private readonly line: Line,
  ) {}

  mark(seq: number): void {
    const c = this.store.find(this.conversationId);
    if (c === undefined || seq <= Math.max(this.#marked, c.readSeq)) return;
    this.#marked = seq;
    this.store.dispatch({ step: "read", conversationId: this.conversationId, seq });
    void this.#tell();
  }

  async #tell(): Promise<void> {
    if (this.#isTelling) return;
    this.#isTelling = true;
    try {
      for (let told = 0; told < this.#marked; ) {
        const seq = this.#marked;
        const answer = await this.line.untilDecided<{ seq: number; unread: number }>("MarkRead", { conversationId: this.conversationId, seq });
        this.store.dispatch({ step: "read", conversationId: this.conversationId, ...answer });
        told = seq;
        await delay(quietMs);
      }
    } catch {
      // Refused for good: the conversation is not one's own any more, or the session is over. Both are told otherwise.
    } finally {
      this.#marked = 0;
      this.#isTelling = false;
    }
  }
}
