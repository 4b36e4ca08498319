import type { Api } from "../api/api.ts";
import { backOff, delay } from "../connection/waiting.ts";
import { isCode, PeerCircleError } from "../errors.ts";
import type { Want } from "../state/work.ts";
import type { ConversationFacts, Page, PageRequest } from "../wire.ts";
import type { Store } from "./store.ts";

type Read = Extract<Want, { want: "page" | "facts" } | { want: "list" }>;

/** Reads pages, facts and lists over HTTP. What is wanted waits until the link is proven, so that no push falls between subscription and reading. */
export class Reading {
  /** One of each kind is read at a time; `true` = wanted once more meanwhile. */
  readonly #underWay = new Map<string, boolean>();
  #waiting: Read[] = [];
  #waiters: (() => void)[] = [];
  /** Over with the link. */
  #run = new AbortController();
  #isProven = false;

  constructor(
    private readonly store: Store,
    private readonly api: Api,
    private readonly hooks: { random(): number; signedOut(): void; listed(items: readonly ConversationFacts[]): void },
  ) {}

  start(): void {
    this.#isProven = true;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const want of waiting) this.run(want);
    for (const resolve of this.#waiters.splice(0)) resolve();
  }

  /** Resolves when what is read misses nothing that is pushed from then on. */
  async whenProven(): Promise<void> {
    if (!this.#isProven) await new Promise<void>((resolve) => this.#waiters.push(resolve));
  }

  stop(): void {
    this.#isProven = false;
    this.#run.abort();
    this.#run = new AbortController();
    this.#waiting = [];
    this.#underWay.clear();
  }

  run(want: Read): void {
    if (!this.#isProven) {
      this.#waiting.push(want);
      return;
    }
    const key = want.want === "list" ? "list" : `${want.want} ${want.conversationId}`;
    if (this.#underWay.has(key)) this.#underWay.set(key, true);
    else void this.#readUntilDone(key, want);
  }

  /** Loads a page and completes it where it needs it. Rejects with what the server refused. */
  async loadPage(conversationId: string, asked: PageRequest): Promise<void> {
    const asking = this.store.find(conversationId);
    if (asking === undefined) return;
    const page = await this.api.conversations.messages(conversationId, asked);
    await this.#apply(conversationId, page, asked, asking.generation);
  }

  async #apply(conversationId: string, page: Page, asked: PageRequest, generation: number): Promise<void> {
    let wants = this.store.dispatch({ step: "page", conversationId, page, asked, generation });
    for (;;) {
      const complete = wants.find((want) => want.want === "complete");
      if (complete === undefined) break;
      const answer = await this.api.conversations.changes(conversationId, complete.after, page.epoch);
      wants = this.store.dispatch({ step: "completion", conversationId, answer, after: complete.after, generation });
    }
    if (wants.some((want) => want.want === "again")) await this.loadPage(conversationId, sameMessages(asked, page));
  }

  /** Brings one message that is not held, such as the root of a thread. */
  async loadMessage(conversationId: string, messageId: string): Promise<void> {
    const asking = this.store.find(conversationId);
    if (asking === undefined || asking.messages.has(messageId)) return;
    const { epoch, rev, message, mine } = await this.api.conversations.message(conversationId, messageId);
    const page = { epoch, rev, seq: message.seq, messages: [message], moreBefore: false, moreAfter: false, ...(mine === undefined ? {} : { mine }) };
    await this.#apply(conversationId, page, { parentId: messageId }, asking.generation);
  }

  async #readUntilDone(key: string, want: Read): Promise<void> {
    const run = this.#run.signal;
    do {
      this.#underWay.set(key, false);
      await this.#readOnce(want, run);
      if (run.aborted) return;
    } while (this.#underWay.get(key) === true);
    this.#underWay.delete(key);
  }

  async #readOnce(want: Read, run: AbortSignal): Promise<void> {
    for (let attempt = 0; !run.aborted; attempt++) {
      const version = want.want === "list" ? 0 : (this.store.find(want.conversationId)?.version ?? 0);
      try {
        return await this.#read(want, run);
      } catch (error) {
        if (isCode(error, "auth.required")) return this.hooks.signedOut();
        if (isCode(error, "not_found") && want.want !== "list") {
          this.store.dispatch({ step: "gone", conversationId: want.conversationId, version });
          return;
        }
        const wait = error instanceof PeerCircleError ? error.retryAfterMs : undefined;
        await delay(wait ?? backOff(attempt, this.hooks.random), run).catch(() => undefined);
      }
    }
  }

  async #read(want: Read, run: AbortSignal): Promise<void> {
    if (want.want === "page") {
      // A newest page that comes late would take the loaded range back.
      if (this.store.find(want.conversationId)?.cursor !== undefined) return;
      await this.loadPage(want.conversationId, {});
    } else if (want.want === "facts") {
      const facts = await this.api.conversations.get(want.conversationId);
      if (!run.aborted) this.store.dispatch({ step: "facts", conversationId: want.conversationId, facts });
    } else {
      const items = await this.api.conversations.list();
      if (run.aborted) return; // It may be another member's by now, and is asked for with each link.
      this.store.dispatch({ step: "list", items });
      this.hooks.listed(items);
    }
  }
}

/** Asks for the messages of a page once more: the newest ones may be others by then, and what was taken in must not stay old. */
function sameMessages(asked: PageRequest, page: Page): PageRequest {
  const last = page.messages.at(-1);
  const isNewest = asked.before === undefined && asked.after === undefined && asked.around === undefined;
  return isNewest && last !== undefined ? { ...asked, before: last.seq + 1 } : asked;
}
