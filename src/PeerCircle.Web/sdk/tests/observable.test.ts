import { afterEach, describe, expect, test, vi } from "vitest";
import { Observable, until } from "../src/observable.ts";
import { conversationId, Script, settle } from "./script.ts";

describe("a listener that throws", () => {
  afterEach(() => void vi.unstubAllGlobals());

  test("keeps nothing from being told or sent, and is heard of", async () => {
    const thrown: unknown[] = [];
    vi.stubGlobal("queueMicrotask", (work: () => void) => void Promise.resolve().then(work).catch((error: unknown) => thrown.push(error)));
    const script = new Script();
    const client = script.client();
    await script.online(client);
    const room = client.conversation(conversationId);
    let told = 0;
    const broken = new Error("broken");
    for (const watched of [room, client.connection, client.members]) {
      watched.subscribe(() => {
        throw broken;
      });
      watched.subscribe(() => told++);
    }
    room.post("sent all the same");
    client.members.learn([{ id: "you", displayName: "Yu", role: "member", createdAt: "2026-11-23T05:47:12.345Z" }]);
    expect(script.take("Post").argument.text).toBe("sent all the same");
    client.close();
    await settle();
    expect(client.connection.getSnapshot().state).toBe("signedOut");
    expect(told).toBeGreaterThan(2);
    expect(thrown.length).toBe(told);
    expect(thrown.every((error) => error === broken)).toBe(true);
  });
});

describe("until", () => {
  test("resolves with the present value, or with the first that comes", async () => {
    const number = new Observable(1);
    expect(await until(number, (value) => value === 1)).toBe(1);
    const later = until(number, (value) => value > 2);
    number.set(2);
    number.set(3);
    number.set(4);
    expect(await later).toBe(3);
  });

  test("gives up with the reason it is given", async () => {
    const number = new Observable(1);
    const patience = new AbortController();
    const never = until(number, (value) => value === 2, patience.signal);
    patience.abort(new Error("enough"));
    await expect(never).rejects.toThrow("enough");
    await expect(until(number, (value) => value === 1, patience.signal)).rejects.toThrow("enough");
  });
});
