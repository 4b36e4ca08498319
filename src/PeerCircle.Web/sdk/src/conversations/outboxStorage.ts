/** A post that has not been settled, as it is kept over a reload. */
export interface StoredPost {
  readonly conversationId: string;
  readonly id: string;
  readonly text: string;
  readonly parentId?: string;
}

/** Keeps the outbox of each member. `load` answers in the order saved. */
export interface OutboxStorage {
  load(memberId: string): readonly StoredPost[];
  save(memberId: string, post: StoredPost): void;
  remove(memberId: string, postId: string): void;
  /** Everything of this member, for signing out. */
  clear(memberId: string): void;
}

/** For Node and tests: lasts as long as the object. */
export class MemoryOutboxStorage implements OutboxStorage {
  readonly #posts = new Map<string, Map<string, StoredPost>>();

  load(memberId: string): readonly StoredPost[] {
    return [...(this.#posts.get(memberId)?.values() ?? [])];
  }

  save(memberId: string, post: StoredPost): void {
    const posts = this.#posts.get(memberId) ?? new Map<string, StoredPost>();
    this.#posts.set(memberId, posts.set(post.id, post));
  }

  remove(memberId: string, postId: string): void {
    this.#posts.get(memberId)?.delete(postId);
  }

  clear(memberId: string): void {
    this.#posts.delete(memberId);
  }
}

/** For browsers: one key for each post, so that tabs do not overwrite each other's. Without room or permission it keeps nothing. */
export class LocalOutboxStorage implements OutboxStorage {
  constructor(private readonly storage: Storage) {}

  load(memberId: string): readonly StoredPost[] {
    return this.#keys(memberId)
      .map((key) => JSON.parse(this.storage.getItem(key) ?? "null") as (StoredPost & { at: number }) | null)
      .filter((post) => post !== null)
      .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
      .map(({ at: _, ...post }) => post);
  }

  save(memberId: string, post: StoredPost): void {
    const key = prefix(memberId) + post.id;
    try {
      if (this.storage.getItem(key) === null) this.storage.setItem(key, JSON.stringify({ ...post, at: Date.now() }));
    } catch {
      // Full or forbidden: the post is sent all the same, it only does not survive a reload.
    }
  }

  remove(memberId: string, postId: string): void {
    this.storage.removeItem(prefix(memberId) + postId);
  }

  clear(memberId: string): void {
    for (const key of this.#keys(memberId)) this.storage.removeItem(key);
  }

  #keys(memberId: string): string[] {
    return Array.from({ length: this.storage.length }, (_, index) => this.storage.key(index) ?? "").filter((key) => key.startsWith(prefix(memberId)));
  }
}

export function defaultOutboxStorage(): OutboxStorage {
  try {
    return typeof window === "undefined" ? new MemoryOutboxStorage() : new LocalOutboxStorage(window.localStorage);
  } catch {
    return new MemoryOutboxStorage();
  }
}

function prefix(memberId: string): string {
  return `peercircle.outbox.${memberId}.`;
}
