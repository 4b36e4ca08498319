import type { Api } from "../api/api.ts";
import type { ConversationMember } from "../api/conversations.ts";
import { Observable, type Readable } from "../observable.ts";
import type { Reading } from "./reading.ts";
import type { Store } from "./store.ts";

/** Who takes part in a conversation, and with it how far they have read. Asked for once wanted, and again after whatever may have changed it. */
export class Participants {
  readonly #members = new Observable<readonly ConversationMember[]>([]);
  #isWanted = false;
  #asking: Promise<void> | undefined;
  #isStale = false;

  constructor(
    private readonly conversationId: string,
    private readonly store: Store,
    private readonly api: Api,
    private readonly reading: Reading,
  ) {}

  get members(): Readable<readonly ConversationMember[]> {
    return this.#members;
  }

  want(): Promise<void> {
    if (this.#isWanted) return this.#asking ?? Promise.resolve();
    this.#isWanted = true;
    return this.#ask();
  }

  /** Somebody came or went, or what was told meanwhile may have been missed. */
  renew(): void {
    if (!this.#isWanted) return;
    if (this.#asking === undefined) this.#ask().catch(() => undefined); // The next link renews it again.
    else this.#isStale = true;
  }

  #ask(): Promise<void> {
    this.#asking = this.#load().finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  async #load(): Promise<void> {
    do {
      await this.reading.whenProven();
      this.#isStale = false;
      try {
        this.#take(await this.api.conversations.members(this.conversationId));
      } catch (error) {
        this.#isWanted = this.#members.getSnapshot().length > 0;
        throw error;
      }
    } while (this.#isStale);
  }

  #take(members: readonly ConversationMember[]): void {
    const { me } = this.store.state;
    if (this.store.find(this.conversationId) === undefined) return;
    this.#members.set(members);
    for (const { memberId, readSeq } of members)
      if (memberId !== me && readSeq !== undefined) this.store.dispatch({ step: "readMoved", memberId, conversationId: this.conversationId, seq: readSeq });
  }
}
