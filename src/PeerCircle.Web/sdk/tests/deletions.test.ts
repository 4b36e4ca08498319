import { describe, expect, test } from "vitest";
import { isCode, type PeerCircleClient } from "../src/index.ts";
import { conversationId, message, pass, Script, settle, underFakeTime } from "./script.ts";

underFakeTime();

async function room(seqs = 2) {
  const script = new Script();
  const client = script.client();
  await script.online(client, seqs);
  return { script, client, room: client.conversation(conversationId) };
}

function hidden(client: PeerCircleClient): string[] {
  return client.conversation(conversationId).getSnapshot().messages.filter((m) => m.deletedAt !== undefined).map((m) => m.id);
}

function asked(script: Script): unknown[] {
  return script.calls.filter((call) => call.method === "Delete").map((call) => call.argument.id);
}

const tombstone = { ...message(1, { rev: 3, deletedAt: "2026-11-23T05:48:00.000Z", deletedBy: "author" as const }), text: undefined, authorId: undefined } as unknown as ReturnType<typeof message>;

describe("a deletion that can be undone", () => {
  test("is shown at once and done after six seconds, without the message coming back in between", async () => {
    const { script, client, room: there } = await room();
    const seen: string[][] = [];
    there.subscribe(() => seen.push(hidden(client)));
    const deleted = there.deleteLater("m1");
    expect(hidden(client)).toEqual(["m1"]);
    expect(there.undoableDeletions.getSnapshot()).toEqual(["m1"]);
    await pass(5_900);
    expect(asked(script)).toEqual([]);
    await pass(200);
    expect(asked(script)).toEqual(["m1"]);
    expect(there.undoableDeletions.getSnapshot()).toEqual([]);
    await script.take("Delete").answer({ rev: 3 });
    await script.pushChanges(2, tombstone);
    expect(await deleted).toBe(true);
    expect(seen.every((ids) => ids.includes("m1"))).toBe(true);
    expect(script.storage.loadActs("0197a000-0000-7000-8000-000000000001")).toEqual([]);
  });

  test("is the same when it is asked for twice", async () => {
    const { script, room: there } = await room();
    const deleted = there.deleteLater("m1");
    expect(there.deleteLater("m1")).toBe(deleted);
    there.undoDeletions();
    expect(await deleted).toBe(false);
    expect(asked(script)).toEqual([]);
  });

  test("is undone: the message is back and nothing was asked", async () => {
    const { script, client, room: there } = await room();
    const deleted = there.deleteLater("m1");
    there.undoDeletions();
    expect(await deleted).toBe(false);
    expect(hidden(client)).toEqual([]);
    await pass(60_000);
    expect(asked(script)).toEqual([]);
  });

  test("waits while somebody looks at the offer, and begins anew after that", async () => {
    const { script, room: there } = await room();
    void there.deleteLater("m1");
    await pass(5_000);
    there.holdDeletions(true);
    await pass(60_000);
    expect(asked(script)).toEqual([]);
    there.holdDeletions(false);
    await pass(5_900);
    expect(asked(script)).toEqual([]);
    await pass(200);
    expect(asked(script)).toEqual(["m1"]);
  });

  test("joins one that waits: both are done together, or undone together", async () => {
    const { script, client, room: there } = await room(3);
    void there.deleteLater("m1");
    await pass(4_000);
    void there.deleteLater("m2");
    await pass(4_000);
    expect(asked(script)).toEqual([]);
    there.undoDeletions();
    expect(hidden(client)).toEqual([]);
    void there.deleteLater("m1");
    void there.deleteLater("m3");
    await pass(6_100);
    expect(asked(script)).toEqual(["m1", "m3"]);
  });

  test("is done when the conversation is closed", async () => {
    const script = new Script();
    const client = script.client();
    const close = await script.online(client);
    void client.conversation(conversationId).deleteLater("m1");
    close();
    await settle();
    expect(asked(script)).toEqual(["m1"]);
    client.conversation(conversationId).undoDeletions();
    expect(hidden(client)).toEqual(["m1"]);
  });

  test("shows the message again when it is refused, and says why", async () => {
    const { script, client, room: there } = await room();
    const deleted = there.deleteLater("m1");
    const failure = expect(deleted).rejects.toSatisfy((error) => isCode(error, "auth.forbidden"));
    await pass(6_100);
    await script.take("Delete").refuse("auth.forbidden", false);
    await failure;
    expect(hidden(client)).toEqual([]);
    expect(script.storage.loadActs("0197a000-0000-7000-8000-000000000001")).toEqual([]);
  });
});

test("a deletion that could be undone is not done in a later session when this one ends", async () => {
  const { script, client, room: there } = await room();
  const deleted = there.deleteLater("m1");
  await script.push({ name: "SessionEnded", value: { reason: "expired" } });
  expect(await deleted).toBe(false);
  expect(hidden(client)).toEqual([]);
  await pass(10_000);
  expect(script.storage.loadActs("0197a000-0000-7000-8000-000000000001")).toEqual([]);
});

describe("leaving within the time for undoing", () => {
  const path = `/conversations/${conversationId}/messages/m1`;

  test("deletes over HTTP, by a request that outlives the page", async () => {
    const { script, client, room: there } = await room();
    script.answers.set(path, { rev: 3 });
    const deleted = there.deleteLater("m1");
    client.close();
    await settle();
    expect(await deleted).toBe(true);
    expect(script.requests.filter((request) => request === path)).toEqual([path]);
    expect(script.lasting).toEqual([path]);
  });

  test("signs out only after it is deleted", async () => {
    const { script, client, room: there } = await room();
    script.answers.set(path, { rev: 3 });
    script.answers.set("/sessions/current", {});
    void there.deleteLater("m1");
    await client.signOut();
    expect(script.requests.slice(-2)).toEqual([path, "/sessions/current"]);
  });

  test("is kept while nobody answers, and done by the next client", async () => {
    const { script, client, room: there } = await room();
    script.answers.set(path, 503);
    const deleted = there.deleteLater("m1").catch(() => undefined);
    client.close();
    await settle();
    await deleted;
    const next = script.client();
    await script.online(next, 2);
    expect(hidden(next)).toEqual(["m1"]);
    expect(asked(script)).toEqual(["m1"]);
    await script.take("Delete").answer({ rev: 3 });
    const third = script.client();
    await script.online(third, 2);
    expect(asked(script)).toEqual([]);
  });
});
