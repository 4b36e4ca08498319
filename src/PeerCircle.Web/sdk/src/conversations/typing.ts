import type { Line } from "../connection/line.ts";

const validMs = 6_000;
const tellEveryMs = 3_000;

/** Who is typing, and telling that one is. Nothing of this is repeated: it is worthless a moment later. */
export class Typing {
  #members: readonly string[] = [];
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #toldAt = -Infinity;

  constructor(
    private readonly conversationId: string,
    private readonly line: Line,
    private readonly changed: () => void,
  ) {}

  get members(): readonly string[] {
    return this.#members;
  }

  tell(): void {
    const now = Date.now();
    if (now - this.#toldAt < tellEveryMs) return;
    this.#toldAt = now;
    void this.line.link?.invoke("Typing", { conversationId: this.conversationId }).catch(() => undefined);
  }

  heard(memberId: string): void {
    clearTimeout(this.#timers.get(memberId));
    this.#timers.set(memberId, setTimeout(() => this.stopped(memberId), validMs));
    if (this.#members.includes(memberId)) return;
    this.#members = [...this.#members, memberId];
    this.changed();
  }

  /** Nothing more will be heard. */
  end(): void {
    for (const memberId of this.#members) this.stopped(memberId);
  }

  /** Their message has come, or nothing more was heard. */
  stopped(memberId: string): void {
    clearTimeout(this.#timers.get(memberId));
    if (!this.#timers.delete(memberId)) return;
    this.#members = this.#members.filter((member) => member !== memberId);
    this.changed();
  }
}
