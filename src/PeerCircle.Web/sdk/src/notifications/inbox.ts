import type { NotificationPage, NotificationsApi } from "../api/notifications.ts";
import { Observable, type Readable } from "../observable.ts";
import type { Notification } from "../wire.ts";

const firstWaitMs = 500;
const longestWaitMs = 30_000;
/** What the server gives in one page, and in the longest one. */
const page = 50;
const longestPage = 100;

/** The newest notifications, the latest first, and how many are unread. */
export interface InboxView {
  /** False until the server has answered for the first time. */
  readonly isLoaded: boolean;
  readonly items: readonly Notification[];
  /** Counted to 100; 100 means "or more". */
  readonly unread: number;
  /** There are older ones, for `loadOlder`. */
  readonly next?: string;
}

const empty: InboxView = { isLoaded: false, items: [], unread: 0 };

/** What concerns oneself, kept by the server until it is read on any device; its newest, live. */
export class Inbox implements Readable<InboxView> {
  readonly #view = new Observable<InboxView>(empty);
  #asking: AbortController | undefined;
  #older: Promise<void> | undefined;
  #failures = 0;
  #again: ReturnType<typeof setTimeout> | undefined;
  /** How often the server has told of something by itself: an answer to what was asked before may know nothing of it. */
  #told = 0;

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
    const others = ids?.filter((id) => !before.items.some((n) => n.id === id)) ?? [];
    if (reads.length === 0 && others.length === 0 && (ids !== undefined || before.unread === 0)) return;
    this.#mark(ids, ids === undefined ? 0 : Math.max(0, before.unread - reads.length));
    const told = this.#told;
    try {
      const { unread } = await this.api.read(ids);
      if (told === this.#told) this.#view.set({ ...this.#view.getSnapshot(), unread });
    } catch (error) {
      this.#unmark(reads);
      this.renew();
      throw error;
    }
  }

  /** Brings the page after the oldest of `items`, if there is one. Rejects when the server cannot be asked. */
  loadOlder(): Promise<void> {
    this.#older ??= this.#loadOlder().finally(() => (this.#older = undefined));
    return this.#older;
  }

  /** Some may have been missed. @internal */
  renew(): void {
    this.#stop();
    const asking = (this.#asking = new AbortController());
    const held = this.#view.getSnapshot().items.length;
    this.api.list(held > page ? { limit: Math.min(longestPage, held) } : {}, asking.signal).then(
      (newest) => this.#take(asking, newest),
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

  /** One has come. @internal */
  heard(notification: Notification): void {
    this.#told++;
    const view = this.#view.getSnapshot();
    if (!view.isLoaded || this.#asking !== undefined) return this.renew();
    if (view.items.some(({ id }) => id === notification.id)) return;
    this.#view.set({ ...view, items: [notification, ...view.items], unread: Math.min(100, view.unread + 1) });
  }

  /** Some, or all, have been read on another device. @internal */
  heardRead({ ids, unread }: { readonly ids?: readonly string[] | undefined; readonly unread: number }): void {
    this.#told++;
    this.#mark(ids, unread);
    if (this.#asking !== undefined) this.renew();
  }

  #mark(ids: readonly string[] | undefined, unread: number): void {
    const view = this.#view.getSnapshot();
    if (!view.isLoaded) return;
    const readAt = new Date().toISOString();
    this.#view.set({ ...view, unread, items: view.items.map((n) => (n.readAt === undefined && (ids?.includes(n.id) ?? true) ? { ...n, readAt } : n)) });
  }

  /** Those that were shown as read and are not; how many there are besides is asked for. */
  #unmark(reads: readonly Notification[]): void {
    const view = this.#view.getSnapshot();
    const items = view.items.map((n) => reads.find(({ id }) => id === n.id) ?? n);
    this.#view.set({ ...view, items, unread: Math.min(100, view.unread + reads.length) });
  }

  async #loadOlder(): Promise<void> {
    const { next } = this.#view.getSnapshot();
    if (next === undefined) return;
    const older = await this.api.list({ next });
    const view = this.#view.getSnapshot();
    if (view.next !== next) return; // Another inbox, or a longer one, is shown by now.
    const items = [...view.items, ...(older.items ?? []).filter(({ id }) => !view.items.some((n) => n.id === id))];
    this.#view.set({ isLoaded: true, items, unread: view.unread, ...(older.next === undefined ? {} : { next: older.next }) });
  }

  #take(asking: AbortController, { items, unread, next }: Partial<NotificationPage>): void {
    if (asking !== this.#asking) return;
    this.#asking = undefined;
    this.#failures = 0;
    this.#view.set({ isLoaded: true, items: items ?? [], unread: unread ?? 0, ...(next === undefined ? {} : { next }) });
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
