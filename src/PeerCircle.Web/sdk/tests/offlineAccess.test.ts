import { describe, expect, test } from "vitest";
import { isCode, type SessionEndReason } from "../src/index.ts";
import { gatherMs } from "../src/offline/keeper.ts";
import { Device } from "./device.ts";
import { conversationId, message, pass, settle, underFakeTime } from "./script.ts";

underFakeTime();

const other = { id: "0197a000-0000-7000-8000-000000000002", displayName: "Other", email: "other@example.org", role: "member", createdAt: "2026-11-23T05:47:12.345Z" };

/** Online, then cut off, with a post that waits; and the member's id. */
async function withWords() {
  const device = await new Device().online();
  const me = device.client.me.getSnapshot()?.id ?? "";
  await device.script.drop();
  device.room.post("not sent");
  return { device, me, unsent: () => device.script.storage.load(me).map(({ text }) => text) };
}

/** The next link begins, up to its first answer. */
async function link(device: Device): Promise<void> {
  await pass(1_000);
  await device.script.take("Sync").answer({ conversations: [] });
}

describe("the end of a session on this device", () => {
  test("leaves nothing when one signs out", async () => {
    const { device, unsent } = await withWords();
    device.script.answers.set("/sessions/current", {});
    await device.client.signOut();
    await pass(gatherMs);
    expect(await device.offline.load()).toBeUndefined();
    expect(unsent()).toEqual([]);
  });

  test.each<[SessionEndReason, string[]]>([
    ["ended", []],
    ["passwordChanged", []],
    ["deactivated", []],
    ["expired", ["not sent"]],
  ])("told as %s leaves nothing to read, and of the words not sent %j", async (reason, words) => {
    const { device, unsent } = await withWords();
    await link(device);
    await device.script.push({ name: "SessionEnded", value: { reason } });
    await pass(gatherMs);
    expect(await device.offline.load()).toBeUndefined();
    expect(unsent()).toEqual(words);
  });

  test("found out by asking leaves nothing to read, and the words not sent", async () => {
    const { device, unsent } = await withWords();
    device.script.answers.set("/me", 401);
    await device.again();
    expect(device.client.connection.getSnapshot().state).toBe("signedOut");
    await pass(gatherMs);
    expect(await device.offline.load()).toBeUndefined();
    expect(unsent()).toEqual(["not sent"]);
  });

  test("is none when the page is closed, or has too many of its like", async () => {
    const device = await new Device().online();
    await device.script.push({ name: "SessionEnded", value: { reason: "tooManyConnections" } });
    device.client.close();
    await pass(gatherMs);
    expect((await device.offline.load())?.entries.size).toBeGreaterThan(0);
  });
});

describe("the late end of a session in a page left open", () => {
  test("takes nothing from the same member's next one", async () => {
    const { device, me, unsent } = await withWords();
    const { owner, claim } = (await device.offline.load())!;
    await link(device);
    await device.offline.clear(claim);
    await device.offline.save(await device.offline.begin(owner), new Map([["next", 1]]));
    device.script.storage.save(me, { conversationId, id: "next", text: "of the next" });
    await device.script.push({ name: "SessionEnded", value: { reason: "ended" } });
    await pass(gatherMs);
    expect(await device.offline.names()).toEqual(["next"]);
    expect(unsent()).toContain("of the next");
  });
});

describe("another member on this device", () => {
  test("sees nothing of the one before, and sends nothing of theirs", async () => {
    const { device, unsent } = await withWords();
    await device.againOffline();
    expect(device.shown).toContain("text 1");
    void device.room.edit("m1", "edited by the one before").catch(() => undefined);
    void device.room.deleteLater("m2").catch(() => undefined);
    device.script.answers.set("/me", other);
    device.script.answers.set("/conversations", { items: [] });
    device.script.answers.set(`/conversations/${conversationId}/messages`, 404);
    await (await device.reach()).answer({ conversations: [] });
    await settle();
    expect(device.client.me.getSnapshot()?.displayName).toBe("Other");
    expect(device.client.conversations.getSnapshot()).toEqual({ isLoaded: true, rows: [] });
    expect(device.room.getSnapshot()).toMatchObject({ isHeld: false, messages: [], pending: [] });
    await pass(60_000);
    expect(device.script.calls.map(({ method }) => method).filter((method) => method !== "Sync")).toEqual([]);
    expect(unsent()).toEqual(["not sent"]);
    expect((await device.offline.load())?.owner).toContain(other.id);
    expect((await device.offline.names()).filter((name) => name.includes(conversationId))).toEqual([]);
  });

  test("sends nothing that waited in turn, or for its time", async () => {
    const device = await new Device().online();
    const ignored = () => undefined;
    const refused = device.room.react("m1", "👍", true);
    const asked = expect(refused).rejects.toSatisfy((error) => isCode(error, "auth.required"));
    device.room.edit("m1", "edited by the one before").catch(ignored);
    device.room.delete("m2").catch(ignored);
    await settle();
    await device.script.take("Delete").refuse("rate.limited", true, 20_000);
    await device.script.pushChanges(3, message(4), message(5));
    device.room.markRead(4);
    await settle();
    await device.script.take("MarkRead").answer({ seq: 4, unread: 1 });
    device.room.markRead(5);
    device.script.isUnreachable = true;
    await device.script.drop();
    await pass(600);
    device.script.isUnreachable = false;
    device.script.answers.set("/me", other);
    device.client.retryNow();
    await settle();
    await link(device);
    expect(device.client.me.getSnapshot()?.id).toBe(other.id);
    await asked;
    await pass(60_000);
    expect(device.script.calls.map(({ method }) => method).filter((method) => method !== "Sync")).toEqual([]);
  });

  test("gets nothing written into what is theirs by a page that was left open", async () => {
    const device = await new Device().online();
    await device.offline.begin(`1/${other.id}`);
    await device.script.pushChanges(3, message(4));
    await pass(gatherMs);
    expect(await device.offline.names()).toEqual([]);
  });
});
