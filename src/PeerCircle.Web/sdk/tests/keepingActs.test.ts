import { describe, expect, test } from "vitest";
import { LocalOutboxStorage, MemoryOfflineStorage, type PeerCircleClient } from "../src/index.ts";
import { conversationId, message, pass, Script, settle, underFakeTime } from "./script.ts";

underFakeTime();

const me = "0197a000-0000-7000-8000-000000000001";

async function actAndReload() {
  const script = new Script();
  const client = script.client();
  await script.online(client, 3);
  const room = client.conversation(conversationId);
  const ignored = () => undefined;
  void room.edit("m1", "better").catch(ignored);
  void room.react("m1", "👍", true).catch(ignored);
  void room.react("m2", "🎉", true).catch(ignored);
  void room.delete("m3").catch(ignored);
  await settle();
  script.calls.length = 0; // Nobody answers.
  client.close();
  await settle();
  return script;
}

function shown(client: PeerCircleClient): unknown[] {
  return client.conversation(conversationId).getSnapshot().messages.map(({ id, text, mine, deletedAt }) => [id, text, mine, deletedAt !== undefined]);
}

const changed = [["m1", "better", ["👍"], false], ["m2", "text 2", ["🎉"], false], ["m3", undefined, [], true]];

describe("what was done to messages and not settled", () => {
  test("is shown and done by the next client, for each message in the order done", async () => {
    const script = await actAndReload();
    const next = script.client();
    await script.online(next, 3);
    expect(shown(next)).toEqual(changed);
    expect(script.calls.map(({ method, argument }) => [method, argument.id])).toEqual([["Edit", "m1"], ["React", "m2"], ["Delete", "m3"]]);
    const edit = script.take("Edit");
    expect(edit.argument).toEqual({ conversationId, id: "m1", text: "better", baseRev: 1 });
    await edit.answer({ rev: 4 });
    expect(script.calls.at(-1)?.argument).toEqual({ conversationId, id: "m1", emoji: "👍", on: true });
    await script.take("React").answer({ rev: 5 });
    await script.take("Delete").answer({ rev: 6 });
    await script.take("React").answer({ rev: 7 });
    expect(shown(next)).toEqual(changed);
    expect(script.storage.loadActs(me)).toEqual([]);
    const third = script.client();
    await script.online(third, 3);
    expect(script.calls).toEqual([]);
  });

  test("is shown while there is no server, beside what was known last", async () => {
    const script = new Script();
    const offline = new MemoryOfflineStorage();
    const client = script.client({ offline });
    await script.online(client, 3);
    void client.conversation(conversationId).edit("m1", "better").catch(() => undefined);
    await pass(2_000);
    client.close();
    script.isUnreachable = true;
    const next = script.client({ offline });
    next.conversation(conversationId).open();
    void next.connect();
    await settle();
    expect(next.conversation(conversationId).getSnapshot().messages.map(({ text, isChanging }) => [text, isChanging])).toEqual([["better", true], ["text 2", false], ["text 3", false]]);
  });

  test("is forgotten once it is refused, and the message is shown as it is", async () => {
    const script = await actAndReload();
    const next = script.client();
    await script.online(next, 3);
    await script.take("Edit").refuse("message.edit_conflict", false);
    await script.take("Delete").refuse("auth.forbidden", false);
    await script.take("React").refuse("reaction.too_many", false);
    await script.take("React").refuse("reaction.too_many", false);
    expect(shown(next)).toEqual([1, 2, 3].map((seq) => [`m${seq}`, `text ${seq}`, [], false]));
    expect(script.storage.loadActs(me)).toEqual([]);
  });

  test("is not done again when another page has settled it meanwhile", async () => {
    const script = await actAndReload();
    script.isDown = true;
    const next = script.client();
    next.conversation(conversationId).open();
    void next.connect();
    await settle();
    for (const { id, change } of script.storage.loadActs(me)) if (change.act !== "delete") script.storage.removeAct(me, id);
    script.isDown = false;
    await pass(1_000);
    await script.take("Sync").answer({ conversations: [] });
    expect(script.calls.map(({ method }) => method)).toEqual(["Delete"]);
  });

  test("of a conversation that is not open is done all the same, and leaves nothing to show", async () => {
    const script = await actAndReload();
    const next = script.client();
    const connected = next.connect();
    await settle();
    await script.take("Sync").answer({ conversations: [] });
    await connected;
    for (const [method, rev] of [["Edit", 4], ["React", 5], ["React", 6], ["Delete", 7]] as const) await script.take(method).answer({ rev });
    expect(script.storage.loadActs(me)).toEqual([]);
    const page = { epoch: "e1", rev: 9, seq: 1, messages: [message(1, { rev: 9, text: "edited again" })], mine: {}, moreBefore: false, moreAfter: false };
    script.answers.set(`/conversations/${conversationId}/messages`, page);
    next.conversation(conversationId).open();
    await settle();
    expect(shown(next)).toEqual([["m1", "edited again", [], false]]);
  });

  test("goes when its member signs out, and waits for them when the session is only over", async () => {
    for (const [reason, kept] of [["expired", 4], ["ended", 0]] as const) {
      const script = await actAndReload();
      const next = script.client();
      await script.online(next, 3);
      await script.push({ name: "SessionEnded", value: { reason } });
      await settle();
      expect(script.storage.loadActs(me).length).toBe(kept);
    }
  });

  test("is kept in a browser in the order done", () => {
    const items = new Map<string, string>();
    const storage = new LocalOutboxStorage({ get length() { return items.size; }, key: (index) => [...items.keys()][index] ?? null, getItem: (key) => items.get(key) ?? null, setItem: (key, value) => void items.set(key, value), removeItem: (key) => void items.delete(key) });
    const second = { id: "b", conversationId: "c", messageId: "m", change: { act: "react", emoji: "👍", on: false, wasOn: true } } as const;
    const first = { ...second, id: "a", change: { act: "edit", text: "better", baseRev: 3 } } as const;
    storage.saveAct("ana", second);
    storage.saveAct("ana", first);
    expect(storage.loadActs("ana")).toEqual([first, second]);
    expect(storage.loadActs("ben")).toEqual([]);
    storage.removeAct("ana", "a");
    expect(storage.loadActs("ana")).toEqual([second]);
    storage.clear("ana");
    expect(items.size).toBe(0);
  });
});
