import { tell } from "../observable.ts";
import type { Message } from "../wire.ts";

/** Is told of a message that has just come. */
export type ArrivalListener = (conversationId: string, message: Message) => void;

/** Tells of messages as they come in. */
export class Arrivals {
  readonly #listeners = new Set<ArrivalListener>();

  subscribe(listener: ArrivalListener): () => void {
    const own: ArrivalListener = (conversationId, message) => listener(conversationId, message);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  /** `known`: how far the conversation went before. What is pushed again, or was changed, has come before. */
  heard(conversationId: string, known: number, messages: readonly Message[]): void {
    if (this.#listeners.size === 0) return;
    for (const message of messages) {
      if (message.seq > known && message.deletedAt === undefined) tell([...this.#listeners].map((listener) => () => listener(conversationId, message)));
    }
  }
}
