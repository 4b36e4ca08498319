import type { HeldMessage } from "../state/conversation.ts";

const none: readonly HeldMessage[] = [];

/** The replies held, by what they reply to: gone through once for each state, however many threads are shown. */
export class Replies {
  #of: ReadonlyMap<string, HeldMessage> | undefined;
  #byParent = new Map<string, HeldMessage[]>();

  /** By `seq`. */
  of(messages: ReadonlyMap<string, HeldMessage>, parentId: string): readonly HeldMessage[] {
    if (this.#of !== messages) this.#sort(messages);
    return this.#byParent.get(parentId) ?? none;
  }

  #sort(messages: ReadonlyMap<string, HeldMessage>): void {
    this.#of = messages;
    this.#byParent = new Map();
    for (const message of messages.values()) {
      if (message.parentId === undefined) continue;
      const replies = this.#byParent.get(message.parentId);
      if (replies === undefined) this.#byParent.set(message.parentId, [message]);
      else replies.push(message);
    }
    for (const replies of this.#byParent.values()) replies.sort((a, b) => a.seq - b.seq);
  }
}
