/** A post that has not been settled, as it is kept over a reload. */
export interface StoredPost {
  readonly conversationId: string;
  readonly id: string;
  readonly text: string;
  readonly parentId?: string;
}

/** A deletion that was decided on and that the server has not confirmed. */
export interface StoredDeletion {
  readonly conversationId: string;
  readonly messageId: string;
}

/** Keeps what each member has asked for and the server has not settled. It answers at once and throws nothing: what it cannot keep it does without. */
export interface OutboxStorage {
  /** The posts kept, in the order saved. */
  load(memberId: string): readonly StoredPost[];
  /** Keeps a post; one that is kept already stays as it is. */
  save(memberId: string, post: StoredPost): void;
  /** The post is settled. */
  remove(memberId: string, postId: string): void;
  /** The deletions kept. */
  loadDeletions(memberId: string): readonly StoredDeletion[];
  /** Keeps a deletion. */
  saveDeletion(memberId: string, deletion: StoredDeletion): void;
  /** The deletion is settled. */
  removeDeletion(memberId: string, messageId: string): void;
  /** Everything of this member, for signing out. */
  clear(memberId: string): void;
}

/** For Node and tests: lasts as long as the object. The default where there is no `localStorage`. */
export class MemoryOutboxStorage implements OutboxStorage {
  readonly #posts = new Map<string, Map<string, StoredPost>>();
  readonly #deletions = new Map<string, Map<string, StoredDeletion>>();

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

  loadDeletions(memberId: string): readonly StoredDeletion[] {
    return [...(this.#deletions.get(memberId)?.values() ?? [])];
  }

  saveDeletion(memberId: string, deletion: StoredDeletion): void {
    const deletions = this.#deletions.get(memberId) ?? new Map<string, StoredDeletion>();
    this.#deletions.set(memberId, deletions.set(deletion.messageId, deletion));
  }

  removeDeletion(memberId: string, messageId: string): void {
    this.#deletions.get(memberId)?.delete(messageId);
  }

  clear(memberId: string): void {
    this.#posts.delete(memberId);
    this.#deletions.delete(memberId);
  }
}

/** What is used of a `Storage` of browsers, such as `localStorage`. */
export interface KeyValueStorage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** For browsers: one key for each post, so that tabs do not overwrite each other's. Without room or permission it keeps nothing. */
export class LocalOutboxStorage implements OutboxStorage {
  constructor(private readonly storage: KeyValueStorage) {}

  load(memberId: string): readonly StoredPost[] {
    return this.#values<StoredPost & { at: number }>(postsOf(memberId), ["conversationId", "id", "text"])
      .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
      .map(({ at: _, ...post }) => post);
  }

  save(memberId: string, post: StoredPost): void {
    this.#put(postsOf(memberId) + post.id, { ...post, at: Date.now() });
  }

  remove(memberId: string, postId: string): void {
    this.storage.removeItem(postsOf(memberId) + postId);
  }

  loadDeletions(memberId: string): readonly StoredDeletion[] {
    return this.#values<StoredDeletion>(deletionsOf(memberId), ["conversationId", "messageId"]);
  }

  saveDeletion(memberId: string, deletion: StoredDeletion): void {
    this.#put(deletionsOf(memberId) + deletion.messageId, deletion);
  }

  removeDeletion(memberId: string, messageId: string): void {
    this.storage.removeItem(deletionsOf(memberId) + messageId);
  }

  clear(memberId: string): void {
    for (const key of [...this.#keys(postsOf(memberId)), ...this.#keys(deletionsOf(memberId))]) this.storage.removeItem(key);
  }

  #put(key: string, value: object): void {
    try {
      if (this.storage.getItem(key) === null) this.storage.setItem(key, JSON.stringify(value));
    } catch {
      // Full or forbidden: it is done all the same, it only does not survive a reload.
    }
  }

  /** Those that can be read and have these texts; what else is there is not ours. */
  #values<T extends object>(prefix: string, texts: readonly (keyof T)[]): T[] {
    return this.#keys(prefix).flatMap((key) => {
      try {
        const value = JSON.parse(this.storage.getItem(key) ?? "null") as T | null;
        return value !== null && texts.every((name) => typeof value[name] === "string") ? [value] : [];
      } catch {
        return [];
      }
    });
  }

  #keys(prefix: string): string[] {
    return Array.from({ length: this.storage.length }, (_, index) => this.storage.key(index) ?? "").filter((key) => key.startsWith(prefix));
  }
}

export function defaultOutboxStorage(): OutboxStorage {
  try {
    return typeof window === "undefined" ? new MemoryOutboxStorage() : new LocalOutboxStorage(window.localStorage);
  } catch {
    return new MemoryOutboxStorage();
  }
}

function postsOf(memberId: string): string {
  return `peercircle.outbox.${memberId}.`;
}

function deletionsOf(memberId: string): string {
  return `peercircle.deletions.${memberId}.`;
}
