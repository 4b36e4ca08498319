import type { HeldMessage } from "../state/conversation.ts";
import type { Block, Messages } from "../state/messages.ts";

const none: readonly HeldMessage[] = [];

/** The replies held, by what they reply to: sorted once for each state, however many threads are shown, and looked for only in what is another block. */
export class Replies {
  readonly #inBlock = new WeakMap<Block, readonly HeldMessage[]>();
  #of: Messages | undefined;
  #byParent = new Map<string, HeldMessage[]>();

  /** By `seq`. */
  of(messages: Messages, parentId: string): readonly HeldMessage[] {
    if (this.#of !== messages) this.#sort(messages);
    return this.#byParent.get(parentId) ?? none;
  }

  #sort(messages: Messages): void {
    this.#of = messages;
    this.#byParent = new Map();
    for (const block of messages.blocks.values()) for (const message of this.#replies(block)) this.#put(message);
    for (const replies of this.#byParent.values()) replies.sort((a, b) => a.seq - b.seq);
  }

  #replies(block: Block): readonly HeldMessage[] {
    const known = this.#inBlock.get(block);
    if (known !== undefined) return known;
    const replies = block.filter((message): message is HeldMessage => message?.parentId !== undefined);
    this.#inBlock.set(block, replies);
    return replies;
  }

  #put(message: HeldMessage): void {
    if (message.parentId === undefined) return;
    const replies = this.#byParent.get(message.parentId);
    if (replies === undefined) this.#byParent.set(message.parentId, [message]);
    else replies.push(message);
  }
}
