import type { ConversationMember } from "../api/conversations.ts";
import { backOff, delay, unlessOver } from "../connection/waiting.ts";
import { PeerCircleError } from "../errors.ts";
import { Observable, type Readable } from "../observable.ts";
import type { HandleParts } from "./parts.ts";

/**
 * Who takes part in a conversation, and with it how far they have read. Asked for once wanted, and again after whatever may have changed it: at once while the conversation
 * is open, else when it is opened or they are wanted again.
 */
export class Participants {
  readonly #members = new Observable<readonly ConversationMember[]>([]);
  #isWanted = false;
  #isStale = true;
  #asking: Promise<void> | undefined;

  constructor(
    private readonly conversationId: string,
    private readonly parts: HandleParts,
  ) {}

  get members(): Readable<readonly ConversationMember[]> {
    return this.#members;
  }

  want(): Promise<void> {
    this.#isWanted = true;
    return this.#asking ?? (this.#isStale ? this.#ask() : Promise.resolve());
  }

  /** Somebody came or went, or what was told meanwhile may have been missed. */
  renew(isOpen: boolean): void {
    this.#isStale = true;
    if (isOpen) this.opened();
  }

  opened(): void {
    if (this.#isWanted) this.want().catch(() => undefined); // Refused: asked for again with the next link.
  }

  /** What is known was told to another member. */
  forget(): void {
    this.#asking = undefined;
    this.#isStale = true;
    this.#members.set([]);
  }

  #ask(): Promise<void> {
    const asking = this.#load().finally(() => {
      if (this.#asking === asking) this.#asking = undefined;
    });
    return (this.#asking = asking);
  }

  async #load(): Promise<void> {
    const { api, line, random, reading } = this.parts;
    const { session } = line;
    for (let attempt = 0; this.#isStale; attempt++) {
      await unlessOver(session, reading.whenProven());
      this.#isStale = false;
      try {
        this.#take(await unlessOver(session, api.conversations.members(this.conversationId)));
      } catch (error) {
        this.#isStale = true;
        if (!(error instanceof PeerCircleError) || !error.retryable) throw error;
        await delay(error.retryAfterMs ?? backOff(attempt, random), session);
      }
    }
  }

  #take(members: readonly ConversationMember[]): void {
    const { store } = this.parts;
    if (store.find(this.conversationId) === undefined) return;
    this.#members.set(members);
    for (const { memberId, readSeq } of members)
      if (memberId !== store.state.me && readSeq !== undefined) store.dispatch({ step: "readMoved", memberId, conversationId: this.conversationId, seq: readSeq });
  }
}
