import type { Line } from "../connection/line.ts";
import { Disconnected, type HubLink } from "../connection/transport.ts";
import { backOff, delay } from "../connection/waiting.ts";
import type { ClientState, OutboxRow } from "../state/conversation.ts";
import type { HubAnswer, Receipt } from "../wire.ts";
import type { OutboxStorage } from "./outboxStorage.ts";
import type { Store } from "./store.ts";

/** Sends what the outbox asks for, and keeps the outbox over a reload. */
export class Sender {
  readonly #attempts = new Map<string, number>();
  /** Posts of an earlier life, or of another page that may still live and settle them itself. */
  readonly #restored = new Set<string>();

  constructor(
    private readonly store: Store,
    private readonly line: Line,
    private readonly storage: OutboxStorage,
    private readonly hooks: { random(): number; signedOut(): void },
  ) {}

  /** Puts back what an earlier life of this client did not get settled. */
  restore(memberId: string): void {
    for (const { conversationId, id, text, parentId } of this.storage.load(memberId)) {
      if (this.#row(conversationId, id) !== undefined) continue;
      this.#restored.add(id);
      this.store.dispatch({ step: "post", conversationId, id, text, parentId });
    }
  }

  /** Nobody waits for the answer: it comes back as a step. */
  async send(conversationId: string, id: string): Promise<void> {
    const row = this.#row(conversationId, id);
    const link = this.line.link;
    if (row === undefined || link === undefined) return;
    if (this.#restored.has(id) && !this.storage.load(this.store.state.me).some((post) => post.id === id)) return this.#drop(conversationId, id);
    const version = this.store.find(conversationId)?.version ?? 0;
    const answer = await this.#post(link, conversationId, row);
    if (answer === undefined) return;
    if (answer.ok) {
      this.#attempts.delete(id);
      this.store.dispatch({ step: "receipt", conversationId, receipt: answer.value as Receipt });
    } else if (answer.error.code === "auth.required") {
      this.hooks.signedOut();
    } else {
      if (answer.error.code === "not_found") this.store.dispatch({ step: "gone", conversationId, version });
      this.#refused(conversationId, id, answer.error);
    }
  }

  /** Remembers new rows and forgets settled ones; what was written before one knew who one is, as soon as that is known. */
  keep(before: ClientState, after: ClientState): void {
    if (after.me === "") return;
    for (const [id, conversation] of after.conversations) {
      const old = before.me === after.me ? (before.conversations.get(id)?.outbox ?? []) : [];
      if (old !== conversation.outbox) this.#keepRows(after.me, id, old, conversation.outbox);
    }
    for (const [id, conversation] of before.conversations)
      if (!after.conversations.has(id)) this.#keepRows(after.me, id, conversation.outbox, []);
  }

  #keepRows(me: string, conversationId: string, old: readonly OutboxRow[], rows: readonly OutboxRow[]): void {
    for (const row of old) if (!rows.some((r) => r.id === row.id)) this.storage.remove(me, row.id);
    for (const { id, text, parentId } of rows)
      if (!old.some((r) => r.id === id)) this.storage.save(me, { conversationId, id, text, ...(parentId === undefined ? {} : { parentId }) });
  }

  /** Another page has settled it, or given it up. */
  #drop(conversationId: string, id: string): void {
    this.store.dispatch({ step: "refused", conversationId, id, code: "not_found", retryable: false });
    this.store.dispatch({ step: "discard", conversationId, id });
  }

  #row(conversationId: string, id: string): OutboxRow | undefined {
    return this.store.find(conversationId)?.outbox.find((row) => row.id === id);
  }

  async #post(link: HubLink, conversationId: string, { id, text, parentId }: OutboxRow): Promise<HubAnswer<Receipt> | undefined> {
    try {
      return await link.invoke<Receipt>("Post", { conversationId, id, text, ...(parentId === undefined ? {} : { parentId }) });
    } catch (error) {
      if (error instanceof Disconnected) return undefined; // Going offline has put the row back; the next link repeats it.
      throw error;
    }
  }

  #refused(conversationId: string, id: string, error: { code: string; retryable: boolean; retryAfterMs?: number }): void {
    const attempt = this.#attempts.get(id) ?? 0;
    if (error.retryable) {
      this.#attempts.set(id, attempt + 1);
      const due = () => this.store.dispatch({ step: "due", conversationId, id });
      delay(error.retryAfterMs ?? backOff(attempt, this.hooks.random), this.line.session).then(due, () => undefined); // Else the session is over.
    }
    this.store.dispatch({ step: "refused", conversationId, id, code: error.code, retryable: error.retryable });
  }
}
