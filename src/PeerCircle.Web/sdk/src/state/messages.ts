import type { HeldMessage } from "./conversation.ts";

/** How many `seq` one block has. */
const size = 64;

/** The messages of `size` neighbouring `seq`, none where none is held. Never changed in place. */
export type Block = readonly (HeldMessage | undefined)[];

/**
 * Messages by id and by `seq`, never changed in place. They are kept in blocks, so that one more costs the same whether a hundred are held or ten thousand, and so that what
 * is made of them is made anew for the blocks that are others, only.
 */
export class Messages {
  static readonly none = new Messages(new Map(), new Map());

  /** Shared with those this one was made from: an id stands for the same `seq` for ever, and the block says whether it is held. */
  readonly #seqOf: Map<string, number>;

  private constructor(
    readonly blocks: ReadonlyMap<number, Block>,
    seqOf: Map<string, number>,
  ) {
    this.#seqOf = seqOf;
  }

  static of(messages: Iterable<HeldMessage>): Messages {
    const blocks = new Map<number, (HeldMessage | undefined)[]>();
    const seqOf = new Map<string, number>();
    for (const message of messages) {
      const number = blockOf(message.seq);
      const block = blocks.get(number) ?? empty();
      block[message.seq - startOf(number)] = message;
      blocks.set(number, block);
      seqOf.set(message.id, message.seq);
    }
    return new Messages(blocks, seqOf);
  }

  get(id: string): HeldMessage | undefined {
    const seq = this.#seqOf.get(id);
    const held = seq === undefined ? undefined : this.at(seq);
    return held?.id === id ? held : undefined;
  }

  at(seq: number): HeldMessage | undefined {
    const number = blockOf(seq);
    return this.blocks.get(number)?.[seq - startOf(number)];
  }

  has(id: string): boolean {
    return this.get(id) !== undefined;
  }

  /** In no order. */
  *values(): Generator<HeldMessage> {
    for (const block of this.blocks.values()) for (const message of block) if (message !== undefined) yield message;
  }

  /** Those above a `seq`, in no order. */
  *above(seq: number): Generator<HeldMessage> {
    for (const [number, block] of this.blocks)
      if (startOf(number) + size > seq) for (const message of block) if (message !== undefined && message.seq > seq) yield message;
  }

  with(message: HeldMessage): Messages {
    const number = blockOf(message.seq);
    const block = [...(this.blocks.get(number) ?? empty())];
    block[message.seq - startOf(number)] = message;
    const seqOf = this === Messages.none ? new Map<string, number>() : this.#seqOf;
    seqOf.set(message.id, message.seq);
    return new Messages(new Map(this.blocks).set(number, block), seqOf);
  }
}

export function blockOf(seq: number): number {
  return Math.floor(seq / size);
}

/** The `seq` with which a block begins. */
export function startOf(block: number): number {
  return block * size;
}

function empty(): (HeldMessage | undefined)[] {
  return new Array<HeldMessage | undefined>(size).fill(undefined);
}
