import { nothingHeld, nothingKnown, type Conversation, type HeldMessage, type OwnReactions } from "./conversation.ts";
import { Messages } from "./messages.ts";

/** What a step asks its driver to do (tests/golden/README.md, section 1). */
export type Want =
  | { readonly want: "sync" | "gap" | "again"; readonly conversationId: string }
  | { readonly want: "page" | "facts"; readonly conversationId: string }
  | { readonly want: "complete"; readonly conversationId: string; readonly after: number }
  | { readonly want: "send" | "later"; readonly conversationId: string; readonly id: string }
  | { readonly want: "list" };

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** One conversation while a step works on it: copied on the first write, so that the state before stays as it was. */
export class Work {
  readonly c: Mutable<Conversation>;
  readonly wants: Want[] = [];
  readonly #before: Conversation;

  constructor(before: Conversation, readonly me: string) {
    this.#before = before;
    this.c = { ...before };
  }

  get before(): Conversation {
    return this.#before;
  }

  want(want: "page" | "sync" | "gap" | "facts" | "again"): void {
    if (!this.wants.some((w) => w.want === want)) this.wants.push({ want, conversationId: this.c.id } as Want);
  }

  putMessage(message: HeldMessage): void {
    this.c.messages = this.c.messages.with(message);
  }

  dropMessages(dropped: readonly HeldMessage[]): void {
    if (dropped.length === 0) return;
    const gone = new Set(dropped);
    this.c.messages = Messages.of([...this.c.messages.values()].filter((message) => !gone.has(message)));
    for (const { id } of dropped) if (this.c.mine.has(id)) this.#own("mine").delete(id);
  }

  putMine(messageId: string, own: OwnReactions): void {
    this.#own("mine").set(messageId, own);
  }

  putReadBy(memberId: string, seq: number): void {
    this.#own("readBy").set(memberId, seq);
  }

  /** Drops what is held; answers asked for before are thrown away by their generation. */
  forget(): void {
    Object.assign(this.c, nothingHeld, { generation: this.c.generation + 1 });
  }

  forgetForAnotherEpoch(): void {
    this.forget();
    Object.assign(this.c, nothingKnown, { epoch: undefined });
  }

  #own<K extends "mine" | "readBy">(key: K): MutableMap<Conversation[K]> {
    const present = this.c[key];
    const isShared = present === this.#before[key] || present === (nothingHeld as Partial<Conversation>)[key] || present === (nothingKnown as Partial<Conversation>)[key];
    if (isShared) (this.c as Record<string, unknown>)[key] = new Map(present as ReadonlyMap<unknown, unknown>);
    return this.c[key] as unknown as MutableMap<Conversation[K]>;
  }
}

type MutableMap<T> = T extends ReadonlyMap<infer K, infer V> ? Map<K, V> : never;
