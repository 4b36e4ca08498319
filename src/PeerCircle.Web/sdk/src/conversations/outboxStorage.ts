/** A post that has not been settled, as it is kept over a reload. */
export interface StoredPost {
  readonly conversationId: string;
  readonly id: string;
  readonly text: string;
  readonly parentId?: string;
}

/** What is done to a message. `wasOn`: whether one had reacted so before. */
export type Change =
  | { readonly act: "edit"; readonly text: string; readonly baseRev: number }
  | { readonly act: "delete" }
  | { readonly act: "react"; readonly emoji: string; readonly on: boolean; readonly wasOn: boolean };

/** An edit, deletion or reaction that the server has not settled. Ids of later ones are higher. */
export interface StoredAct {
  readonly id: string;
  readonly conversationId: string;
  readonly messageId: string;
  readonly change: Change;
}

/** Keeps what each member has asked for and the server has not settled. It answers at once and throws nothing: what it cannot keep it does without. */
export interface OutboxStorage {
  /** The posts kept, in the order saved. */
  load(memberId: string): readonly StoredPost[];
  /** Keeps a post; one that is kept already stays as it is. */
  save(memberId: string, post: StoredPost): void;
  /** The post is settled. */
  remove(memberId: string, postId: string): void;
  /** The acts kept, by id. */
  loadActs(memberId: string): readonly StoredAct[];
  /** Keeps an act; one that is kept already stays as it is. */
  saveAct(memberId: string, act: StoredAct): void;
  /** The act is settled. */
  removeAct(memberId: string, actId: string): void;
  /** Everything of this member, for signing out. */
  clear(memberId: string): void;
}

/** For Node and tests: lasts as long as the object. The default where there is no `localStorage`. */
export class MemoryOutboxStorage implements OutboxStorage {
  readonly #posts = new Map<string, Map<string, StoredPost>>();
  readonly #acts = new Map<string, Map<string, StoredAct>>();

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

  loadActs(memberId: string): readonly StoredAct[] {
    return [...(this.#acts.get(memberId)?.values() ?? [])];
  }

  saveAct(memberId: string, act: StoredAct): void {
    const acts = this.#acts.get(memberId) ?? new Map<string, StoredAct>();
    this.#acts.set(memberId, acts.set(act.id, act));
  }

  removeAct(memberId: string, actId: string): void {
    this.#acts.get(memberId)?.delete(actId);
  }

  clear(memberId: string): void {
    this.#posts.delete(memberId);
    this.#acts.delete(memberId);
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

/** For browsers: one key for each post and act, so that tabs do not overwrite each other's. Without room or permission it keeps nothing. */
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

  loadActs(memberId: string): readonly StoredAct[] {
    return this.#values<StoredAct>(actsOf(memberId), ["id", "conversationId", "messageId"])
      .filter(({ change }) => typeof change?.act === "string")
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  saveAct(memberId: string, act: StoredAct): void {
    this.#put(actsOf(memberId) + act.id, act);
  }

  removeAct(memberId: string, actId: string): void {
    this.storage.removeItem(actsOf(memberId) + actId);
  }

  clear(memberId: string): void {
    for (const key of [...this.#keys(postsOf(memberId)), ...this.#keys(actsOf(memberId))]) this.storage.removeItem(key);
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

function actsOf(memberId: string): string {
  return `peercircle.acts.${memberId}.`;
}
