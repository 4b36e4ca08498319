import type { Api } from "../api/api.ts";
import type { HubLink } from "../connection/transport.ts";
import { backOff, delay } from "../connection/waiting.ts";
import { PeerCircleError } from "../errors.ts";
import type { ConversationFacts, SyncAnswer, SyncCursor } from "../wire.ts";
import { Reading } from "./reading.ts";
import type { Store } from "./store.ts";
import type { Want } from "../state/work.ts";

const gapMs = 500;
const heartbeatMs = 30_000;
const cursorsPerSync = 200;

export interface SyncerHooks {
  random(): number;
  signedOut(): void;
  /** Every 30 seconds or so, while there is a link. */
  beat(): void;
  /** The list has come. */
  listed(items: readonly ConversationFacts[]): void;
}

/** Carries out what the reducer wants from the server, while there is a link. */
export class Syncer {
  readonly reading: Reading;
  readonly #due = new Set<string>();
  readonly #gaps = new Map<string, ReturnType<typeof setTimeout>>();
  #link: HubLink | undefined;
  #isPumping = false;
  #over = new AbortController();
  #heartbeat: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly store: Store,
    api: Api,
    private readonly hooks: SyncerHooks,
  ) {
    this.reading = new Reading(store, api, hooks);
  }

  run(want: Want): void {
    switch (want.want) {
      case "sync":
        this.#due.add(want.conversationId);
        queueMicrotask(() => void this.#pump());
        return;
      case "gap":
        this.#waitForPush(want.conversationId);
        return;
      case "page":
      case "facts":
      case "list":
        this.reading.run(want);
        return;
      default:
        return;
    }
  }

  /** The connect steps: what is open is synced first, and the answer proves that pushes come; only then anything else is read. */
  async linked(link: HubLink): Promise<void> {
    this.#link = link;
    this.#over = new AbortController();
    this.#isPumping = true;
    try {
      this.store.dispatch({ step: "online", on: true });
      do await this.#ask(link, this.#takeDue());
      while (this.#due.size > 0);
    } finally {
      if (this.#link === link) this.#isPumping = false;
    }
    this.reading.start();
    this.#beat();
  }

  unlinked(): void {
    this.#link = undefined;
    this.#over.abort();
    this.#isPumping = false;
    this.#due.clear();
    clearTimeout(this.#heartbeat);
    for (const timer of this.#gaps.values()) clearTimeout(timer);
    this.#gaps.clear();
    this.reading.stop();
    this.store.dispatch({ step: "online", on: false });
  }

  async #pump(): Promise<void> {
    const link = this.#link;
    if (link === undefined || this.#isPumping) return;
    this.#isPumping = true;
    try {
      while (this.#due.size > 0) await this.#ask(link, this.#takeDue());
    } catch {
      // The link is gone, or the session: the next link syncs everything that is open.
    } finally {
      if (this.#link === link) this.#isPumping = false;
    }
  }

  #takeDue(): string[] {
    const ids = [...this.#due].slice(0, cursorsPerSync);
    for (const id of ids) this.#due.delete(id);
    return ids;
  }

  async #ask(link: HubLink, ids: readonly string[]): Promise<void> {
    const asked = ids.flatMap((id) => this.store.find(id) ?? []).filter((c) => c.cursor !== undefined);
    const cursors = asked.map(({ id, epoch, cursor }): SyncCursor => ({ conversationId: id, rev: cursor ?? 0, ...(epoch === undefined ? {} : { epoch }) }));
    const answer = await this.#sync(link, cursors);
    for (const { conversationId, ...changes } of answer.conversations) {
      const before = asked.find((c) => c.id === conversationId);
      if (before !== undefined) this.store.dispatch({ step: "sync", conversationId, answer: changes, after: before.cursor ?? 0, generation: before.generation });
    }
  }

  async #sync(link: HubLink, cursors: readonly SyncCursor[]): Promise<SyncAnswer> {
    const { signal } = this.#over;
    for (let attempt = 0; ; attempt++) {
      const answer = await link.invoke<SyncAnswer>("Sync", { cursors });
      if (answer.ok) return answer.value ?? { conversations: [] };
      if (answer.error.code === "auth.required") this.hooks.signedOut();
      if (!answer.error.retryable) throw PeerCircleError.ofRefusal(answer.error);
      await delay(answer.error.retryAfterMs ?? backOff(attempt, this.hooks.random), signal);
    }
  }

  #waitForPush(conversationId: string): void {
    if (this.#gaps.has(conversationId)) return;
    const timer = setTimeout(() => {
      this.#gaps.delete(conversationId);
      this.store.dispatch({ step: "gapElapsed", conversationId });
    }, gapMs);
    this.#gaps.set(conversationId, timer);
  }

  /** A lost push of a conversation in which nothing more happens leaves no gap: what is open is asked for now and then. */
  #beat(): void {
    clearTimeout(this.#heartbeat);
    this.#heartbeat = setTimeout(() => {
      for (const c of this.store.state.conversations.values()) if (c.open && c.cursor !== undefined) this.#due.add(c.id);
      void this.#pump();
      this.hooks.beat();
      this.#beat();
    }, heartbeatMs * (0.8 + 0.4 * this.hooks.random()));
  }
}
