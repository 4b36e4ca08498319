import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { IndexedDbOfflineStorage, LocalOutboxStorage, MemoryOfflineStorage, type OfflineStorage } from "../src/index.ts";

beforeEach(() => void vi.stubGlobal("indexedDB", new IDBFactory()));
afterEach(() => void vi.unstubAllGlobals());

const two = new Map<string, unknown>([["a", { n: 1 }], ["b", ["x"]]]);

describe.each<[string, () => OfflineStorage]>([
  ["memory", () => new MemoryOfflineStorage()],
  ["IndexedDB", () => new IndexedDbOfflineStorage()],
])("an offline storage in %s", (_, make) => {
  test("gives back what was saved for its owner", async () => {
    const storage = make();
    expect(await storage.load()).toBeUndefined();
    const claim = (await storage.begin("ana"))!;
    await storage.save(claim, two);
    await storage.save(claim, new Map([["a", undefined], ["c", 3]]));
    expect(await storage.load()).toEqual({ owner: "ana", claim, entries: new Map<string, unknown>([["b", ["x"]], ["c", 3]]) });
    expect(await storage.begin("ana")).toBe(claim);
    expect((await storage.load())?.entries.size).toBe(2);
  });

  test("keeps nothing of the owner before, and takes nothing from them", async () => {
    const storage = make();
    const before = (await storage.begin("ana"))!;
    await storage.save(before, two);
    const claim = (await storage.begin("ben"))!;
    await storage.save(before, two);
    expect(await storage.load()).toEqual({ owner: "ben", claim, entries: new Map() });
    await storage.save(claim, two);
    await storage.clear(before);
    expect((await storage.load())?.entries.size).toBe(2);
  });

  test("keeps nothing once cleared, and takes nothing until somebody begins, and then from them only", async () => {
    const storage = make();
    const before = (await storage.begin("ana"))!;
    await storage.save(before, two);
    await storage.clear(before);
    await storage.save(before, two);
    expect(await storage.load()).toBeUndefined();
    const claim = (await storage.begin("ana"))!;
    await storage.save(claim, two);
    await storage.clear(before);
    await storage.save(before, new Map([["a", undefined]]));
    expect(await storage.load()).toEqual({ owner: "ana", claim, entries: two });
  });
});

describe("an offline storage in IndexedDB", () => {
  test("is there for the next page, and for a second one beside", async () => {
    const claim = (await new IndexedDbOfflineStorage().begin("ana"))!;
    await new IndexedDbOfflineStorage().save(claim, two);
    expect(await new IndexedDbOfflineStorage().load()).toEqual({ owner: "ana", claim, entries: two });
  });

  test("keeps nothing where there is none, or it is of another make", async () => {
    await new Promise((resolve) => (indexedDB.open("peercircle", 7).onsuccess = resolve));
    const newer = new IndexedDbOfflineStorage();
    await newer.begin("ana");
    expect(await newer.load()).toBeUndefined();
    vi.stubGlobal("indexedDB", undefined);
    const none = new IndexedDbOfflineStorage();
    expect(await none.begin("ana")).toBeUndefined();
    await none.save("any", two);
    await none.clear("any");
    expect(await none.load()).toBeUndefined();
  });
});

describe("the outbox in a browser", () => {
  test("passes over what it cannot read", () => {
    const items = new Map([["peercircle.outbox.ana.1", "{"], ["peercircle.outbox.ana.2", "7"], ["peercircle.acts.ana.3", "[]"], ["peercircle.acts.ana.4", '{"id":"4","conversationId":"c","messageId":"m"}']]);
    const storage = { get length() { return items.size; }, key: (index: number) => [...items.keys()][index] ?? null, getItem: (key: string) => items.get(key) ?? null, setItem: (key: string, value: string) => void items.set(key, value), removeItem: (key: string) => void items.delete(key) };
    const outbox = new LocalOutboxStorage(storage as unknown as Storage);
    outbox.save("ana", { conversationId: "c", id: "4", text: "kept" });
    expect(outbox.load("ana")).toEqual([{ conversationId: "c", id: "4", text: "kept" }]);
    expect(outbox.loadActs("ana")).toEqual([]);
  });
});
