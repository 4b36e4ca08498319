import type { KeptEntries, OfflineStorage } from "./storage.ts";

const owners = "owner";
const entries = "entries";
const present = "present";

/** For browsers, in IndexedDB. Tabs of one origin share it. Where the browser has none, or forbids it, or it is broken, nothing is kept. */
export class IndexedDbOfflineStorage implements OfflineStorage {
  #database: Promise<IDBDatabase> | undefined;

  /** `name` of the database. */
  constructor(private readonly name = "peercircle") {}

  async load(): Promise<{ readonly owner: string; readonly entries: KeptEntries } | undefined> {
    let owner: unknown;
    let names: IDBValidKey[] = [];
    let values: unknown[] = [];
    const isRead = await this.#within("readonly", (transaction) => {
      transaction.objectStore(owners).get(present).onsuccess = taking((value) => (owner = value));
      transaction.objectStore(entries).getAllKeys().onsuccess = taking<IDBValidKey[]>((value) => (names = value));
      transaction.objectStore(entries).getAll().onsuccess = taking<unknown[]>((value) => (values = value));
    });
    return isRead && typeof owner === "string" ? { owner, entries: new Map(names.map((name, index) => [String(name), values[index]])) } : undefined;
  }

  async begin(owner: string): Promise<void> {
    await this.#within("readwrite", (transaction) => {
      transaction.objectStore(owners).get(present).onsuccess = taking((value) => {
        if (value === owner) return;
        transaction.objectStore(entries).clear();
        transaction.objectStore(owners).put(owner, present);
      });
    });
  }

  async save(owner: string, changes: KeptEntries): Promise<void> {
    await this.#within("readwrite", (transaction) => {
      transaction.objectStore(owners).get(present).onsuccess = taking((value) => {
        if (value !== owner) return;
        for (const [name, entry] of changes) {
          if (entry === undefined) transaction.objectStore(entries).delete(name);
          else transaction.objectStore(entries).put(entry, name);
        }
      });
    });
  }

  async clear(): Promise<void> {
    await this.#within("readwrite", (transaction) => {
      transaction.objectStore(entries).clear();
      transaction.objectStore(owners).clear();
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
