import { newId } from "../ids.ts";
import type { KeptEntries, OfflineStorage, Stored } from "./storage.ts";

const owners = "owner";
const entries = "entries";
const present = "present";

type Claimed = Omit<Stored, "entries">;

/** For browsers, in IndexedDB. Tabs of one origin share it. Where the browser has none, or forbids it, or it is broken, nothing is kept. */
export class IndexedDbOfflineStorage implements OfflineStorage {
  #database: Promise<IDBDatabase> | undefined;

  /** `name` of the database. */
  constructor(private readonly name = "peercircle") {}

  async load(): Promise<Stored | undefined> {
    let there: Claimed | undefined;
    let names: IDBValidKey[] = [];
    let values: unknown[] = [];
    const isRead = await this.#within("readonly", (transaction) => {
      transaction.objectStore(owners).get(present).onsuccess = taking((value) => (there = claimed(value)));
      transaction.objectStore(entries).getAllKeys().onsuccess = taking<IDBValidKey[]>((value) => (names = value));
      transaction.objectStore(entries).getAll().onsuccess = taking<unknown[]>((value) => (values = value));
    });
    return isRead && there !== undefined ? { ...there, entries: new Map(names.map((name, index) => [String(name), values[index]])) } : undefined;
  }

  async begin(owner: string): Promise<string | undefined> {
    let claim = newId();
    const isDone = await this.#within("readwrite", (transaction) => {
      transaction.objectStore(owners).get(present).onsuccess = taking((value) => {
        const there = claimed(value);
        if (there?.owner === owner) {
          claim = there.claim;
          return;
        }
        transaction.objectStore(entries).clear();
        transaction.objectStore(owners).put({ owner, claim } satisfies Claimed, present);
      });
    });
    return isDone ? claim : undefined;
  }

  async save(claim: string, changes: KeptEntries): Promise<void> {
    await this.#under(claim, (transaction) => {
      for (const [name, entry] of changes) {
        if (entry === undefined) transaction.objectStore(entries).delete(name);
        else transaction.objectStore(entries).put(entry, name);
      }
    });
  }

  async clear(claim: string): Promise<void> {
    await this.#under(claim, (transaction) => {
      transaction.objectStore(entries).clear();
      transaction.objectStore(owners).clear();
    });
  }

  /** Changes something if the claim is the present one, in the same transaction. */
  async #under(claim: string, work: (transaction: IDBTransaction) => void): Promise<void> {
    await this.#within("readwrite", (transaction) => {
      transaction.objectStore(owners).get(present).onsuccess = taking((value) => {
        if (claimed(value)?.claim === claim) work(transaction);
      });
    });
  }

  /** Whether it was done, wholly. */
  async #within(mode: IDBTransactionMode, work: (transaction: IDBTransaction) => void): Promise<boolean> {
    try {
      const database = await (this.#database ??= this.#open());
      return await new Promise((resolve) => {
        const transaction = database.transaction([owners, entries], mode);
        transaction.oncomplete = () => resolve(true);
        transaction.onabort = () => resolve(false);
        work(transaction);
      });
    } catch {
      this.#database = undefined;
      return false;
    }
  }

  async #open(): Promise<IDBDatabase> {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(this.name, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore(owners);
        request.result.createObjectStore(entries);
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    database.onversionchange = () => database.close();
    database.onclose = () => (this.#database = undefined);
    return database;
  }
}

function taking<T>(take: (value: T) => void): (event: Event) => void {
  return ({ target }) => take((target as IDBRequest<T>).result);
}

/** What another version of this has written is nobody's. */
function claimed(value: unknown): Claimed | undefined {
  const { owner, claim } = typeof value === "object" && value !== null ? (value as Partial<Claimed>) : {};
  return typeof owner === "string" && typeof claim === "string" ? { owner, claim } : undefined;
}
