import type { NotificationsApi } from "../api/notifications.ts";
import { Observable, type Readable } from "../observable.ts";
import type { Notification } from "../wire.ts";

const firstWaitMs = 500;
const longestWaitMs = 30_000;

/** The newest notifications, the latest first, and how many are unread. */
export interface InboxView {
  /** False until the server has answered for the first time. */
  readonly isLoaded: boolean;
  readonly items: readonly Notification[];
  /** Counted to 100; 100 means "or more". */
  readonly unread: number;
  /** Asks for what is older: `client.api.notifications.list({ next })`. */
  readonly next?: string;
}

const empty: InboxView = { isLoaded: false, items: [], unread: 0 };

/** What concerns oneself, kept by the server until it is read on any device; its newest page, live. */
export class Inbox implements Readable<InboxView> {
  readonly #view = new Observable<InboxView>(empty);
  #asking: AbortController | undefined;
  #failures = 0;
  #again: ReturnType<typeof setTimeout> | undefined;

  /** @internal */
  constructor(
    private readonly api: NotificationsApi,
    private readonly random: () => number,
  ) {}

  readonly getSnapshot = (): InboxView => this.#view.getSnapshot();

  readonly subscribe = (listener: () => void): (() => void) => this.#view.subscribe(listener);

  /** Has read these, or all, on every device; shown at once, and taken back when the server does not take it. */
  async read(ids?: readonly string[]): Promise<void> {
    const before = this.#view.getSnapshot();
    const reads = before.items.filter((n) => n.readAt === undefined && (ids?.includes(n.id) ?? true));
    if (reads.length === 0 && (ids !== undefined || before.unread === 0)) return;
    this.heardRead({ ids, unread: ids === undefined ? 0 : Math.max(0, before.unread - reads.length) });
    try {
      const { unread } = await this.api.read(ids);
      this.#view.set({ ...this.#view.getSnapshot(), unread });
    } catch (error) {
      this.renew();
      throw error;
    }
  }

  /** Some may have been missed. @internal */
  renew(): void {
    this.#stop();
    const asking = (this.#asking = new AbortController());
    this.api.list({}, asking.signal).then(
      (page) => this.#take(asking, page),
      () => this.#later(asking),
    );
  }

  /** No more is asked for. @internal */
  rest(): void {
    this.#stop();
  }

  /** What was told to another member is none of this one's. @internal */
  forget(): void {
    this.#stop();
    this.#view.set(empty);
  }

  /** @internal */
  heard(notification: Notification): void {
    const view = this.#view.getSnapshot();
    if (!view.isLoaded || this.#asking !== undefined) return this.renew();
    if (view.items.some(({ id }) => id === notification.id)) return;
    this.#view.set({ ...view, items: [notification, ...view.items], unread: Math.min(100, view.unread + 1) });
  }

  /** @internal */
  heardRead({ ids, unread }: { readonly ids?: readonly string[] | undefined; readonly unread: number }): void {
    const view = this.#view.getSnapshot();
    if (!view.isLoaded) return;
    const readAt = new Date().toISOString();
    this.#view.set({ ...view, unread, items: view.items.map((n) => (n.readAt === undefined && (ids?.includes(n.id) ?? true) ? { ...n, readAt } : n)) });
    if (this.#asking !== undefined) this.renew();
  }

  #take(asking: AbortController, { items, unread, next }: { readonly items?: readonly Notification[]; readonly unread: number; readonly next?: string }): void {
    if (asking !== this.#asking) return;
    this.#asking = undefined;
    this.#failures = 0;
    this.#view.set({ isLoaded: true, items: items ?? [], unread, ...(next === undefined ? {} : { next }) });
  }

  #later(asking: AbortController): void {
    if (asking !== this.#asking) return;
    this.#asking = undefined;
    const longest = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(this.#failures++, 10));
    this.#again = setTimeout(() => this.renew(), longest * this.random());
  }

  #stop(): void {
    clearTimeout(this.#again);
    this.#asking?.abort();
    this.#asking = undefined;
  }
}
