import { newId } from "../ids.ts";

/** What is kept, by name. Values are plain data, as `structuredClone` takes them. */
export type KeptEntries = ReadonlyMap<string, unknown>;

/**
 * Keeps on this device what a client knew last, for one owner at a time, so that it can show something before the server has answered, or without it. A storage that fails
 * is one that keeps nothing: a client does without. `owner` stands for a member and the form in which the entries are; another form is another owner. A `claim` stands for
 * one time of keeping, from a `begin` that found nothing of this owner until it is cleared or another owner begins: whoever was left open since then changes nothing.
 */
export interface OfflineStorage {
  /** For whom something is kept, under which claim, and what; the last one for whom `begin` was called. */
  load(): Promise<Stored | undefined>;
  /** From now on it is kept for this owner. What is kept for another goes first. Answers the claim: the present one, or a new one. */
  begin(owner: string): Promise<string | undefined>;
  /** Puts entries, and removes those whose value is `undefined`; all of them or none. Under any but the present claim nothing is taken. */
  save(claim: string, changes: KeptEntries): Promise<void>;
  /** Nothing is kept any more, unless there is another claim by now. */
  clear(claim: string): Promise<void>;
}

/** What an `OfflineStorage` holds. */
export interface Stored {
  readonly owner: string;
  readonly claim: string;
  readonly entries: KeptEntries;
}

/** For tests, and for programs that make several clients: lasts as long as the object. */
export class MemoryOfflineStorage implements OfflineStorage {
  #present: { readonly owner: string; readonly claim: string } | undefined;
  #entries = new Map<string, unknown>();

  async load(): Promise<Stored | undefined> {
    return this.#present && { ...this.#present, entries: new Map(this.#entries) };
  }

  async begin(owner: string): Promise<string> {
    if (this.#present?.owner === owner) return this.#present.claim;
    this.#entries = new Map();
    this.#present = { owner, claim: newId() };
    return this.#present.claim;
  }

  async save(claim: string, changes: KeptEntries): Promise<void> {
    if (this.#present?.claim !== claim) return;
    for (const [name, value] of changes) {
      if (value === undefined) this.#entries.delete(name);
      else this.#entries.set(name, structuredClone(value));
    }
  }

  async clear(claim: string): Promise<void> {
    if (this.#present?.claim !== claim) return;
    this.#present = undefined;
    this.#entries = new Map();
  }
}
