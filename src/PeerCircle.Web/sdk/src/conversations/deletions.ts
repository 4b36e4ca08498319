import type { Api } from "../api/api.ts";
import { Observable, type Readable } from "../observable.ts";
import type { Acts } from "./acts.ts";

/** How long a deletion can be taken back, in milliseconds. */
export const undoableMs = 6_000;

interface Waiting {
  readonly messageId: string;
  readonly show: () => void;
  readonly deleted: Promise<boolean>;
  readonly resolve: (isDeleted: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/** Messages of one conversation that are shown as deleted and not deleted yet. */
class Batch {
  waiting: readonly Waiting[] = [];
  readonly ids = new Observable<readonly string[]>([]);
  timer: ReturnType<typeof setTimeout> | undefined;
  isHeld = false;

  set(waiting: readonly Waiting[]): void {
    this.waiting = waiting;
    this.ids.set(waiting.map(({ messageId }) => messageId));
  }
}

/** Deletions that can be undone: hidden at once, done when the time is over, or at once when the conversation or the page is left. */
export class Deletions {
  readonly #batches = new Map<string, Batch>();

  constructor(
    private readonly acts: Acts,
    private readonly api: Api,
  ) {}

  undoable(conversationId: string): Readable<readonly string[]> {
    return this.#batch(conversationId).ids;
  }

  later(conversationId: string, messageId: string): Promise<boolean> {
    const batch = this.#batch(conversationId);
    const known = batch.waiting.find((waiting) => waiting.messageId === messageId);
    if (known !== undefined) return known.deleted;
    let settle = {} as Pick<Waiting, "resolve" | "reject">;
    const deleted = new Promise<boolean>((resolve, reject) => (settle = { resolve, reject }));
    batch.set([...batch.waiting, { messageId, show: this.acts.hide(conversationId, messageId), deleted, ...settle }]);
    this.#wait(conversationId, batch);
    return deleted;
  }

  undo(conversationId: string): void {
    const batch = this.#batch(conversationId);
    for (const { show, resolve } of this.#take(batch)) {
      show();
      resolve(false);
    }
  }

  /** The session is over, before it was certain that they are wanted. */
  undoAll(): void {
    for (const conversationId of this.#batches.keys()) this.undo(conversationId);
  }

  hold(conversationId: string, on: boolean): void {
    const batch = this.#batch(conversationId);
    batch.isHeld = on;
    this.#wait(conversationId, batch);
  }

  /** Deletes what waits in a conversation. */
  finish(conversationId: string): void {
    for (const waiting of this.#take(this.#batch(conversationId))) void this.#delete(conversationId, waiting);
  }

  /** Deletes all that waits, by requests that outlive the page. */
  async leave(): Promise<void> {
    const leaving = [...this.#batches].flatMap(([conversationId, batch]) => this.#take(batch).map((waiting) => ({ conversationId, waiting })));
    await Promise.all(leaving.map(({ conversationId, waiting }) => this.#delete(conversationId, waiting, () => this.api.conversations.deleteLeaving(conversationId, waiting.messageId))));
  }

  async #delete(conversationId: string, { messageId, show, resolve, reject }: Waiting, over?: () => Promise<{ rev: number }>): Promise<void> {
    const deleting = this.acts.delete(conversationId, messageId, over);
    show(); // Hidden by the act from here on.
    try {
      await deleting;
      resolve(true);
    } catch (error) {
      reject(error);
    }
  }

  #wait(conversationId: string, batch: Batch): void {
    clearTimeout(batch.timer);
    if (batch.waiting.length > 0 && !batch.isHeld) batch.timer = setTimeout(() => this.finish(conversationId), undoableMs);
  }

  #take(batch: Batch): readonly Waiting[] {
    clearTimeout(batch.timer);
    const { waiting } = batch;
    batch.isHeld = false;
    batch.set([]);
    return waiting;
  }

  #batch(conversationId: string): Batch {
    const known = this.#batches.get(conversationId);
    if (known !== undefined) return known;
    const batch = new Batch();
    this.#batches.set(conversationId, batch);
    return batch;
  }
}
