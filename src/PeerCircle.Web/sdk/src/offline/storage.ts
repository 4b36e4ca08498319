/** What is kept, by name. Values are plain data, as `structuredClone` takes them. */
export type KeptEntries = ReadonlyMap<string, unknown>;

/**
 * Keeps on this device what a client knew last, for one owner at a time, so that it can show something before the server has answered, or without it. A storage that fails
 * is one that keeps nothing: a client does without. `owner` stands for a member and the form in which the entries are; another form is another owner.
 */
export interface OfflineStorage {
  /** For whom something is kept, and what; the last one for whom `begin` was called. */
  load(): Promise<{ readonly owner: string; readonly entries: KeptEntries } | undefined>;
  /** From now on it is kept for this owner. What is kept for another goes first. */
  begin(owner: string): Promise<void>;
  /** Puts entries, and removes those whose value is `undefined`; all of them or none. Of anybody but the present owner nothing is taken, so that a page left open writes into nobody else's. */
  save(owner: string, changes: KeptEntries): Promise<void>;
  /** Nothing is kept for anybody any more. */
  clear(): Promise<void>;
}

/** For tests, and for programs that make several clients: lasts as long as the object. */
export class MemoryOfflineStorage implements OfflineStorage {
  #owner: string | undefined;
  #entries = new Map<string, unknown>();

  async load(): Promise<{ readonly owner: string; readonly entries: KeptEntries } | undefined> {
    return this.#owner === undefined ? undefined : { owner: this.#owner, entries: new Map(this.#entries) };
  }

  async begin(owner: string): Promise<void> {
    if (this.#owner === owner) return;
    this.#owner = owner;
    this.#entries = new Map();
  }

  async save(owner: string, changes: KeptEntries): Promise<void> {
    if (this.#owner !== owner) return;
    for (const [name, value] of changes) {
      if (value === undefined) this.#entries.delete(name);
      else this.#entries.set(name, structuredClone(value));
    }
  }

  async clear(): Promise<void> {
    this.#owner = undefined;
    this.#entries = new Map();
  }
}
