import { describe, expect, test, vi } from "vitest";
import type { PeerCircleClient, PresenceState } from "../src/index.ts";
import { conversationId, message, pass, Script, settle, underFakeTime } from "./script.ts";

underFakeTime();

const gatheredMs = 100;
const states = (entries: Readonly<Record<string, PresenceState>>) => ({ presence: Object.entries(entries).map(([memberId, state]) => ({ memberId, state })) });

/** Online, and nothing has been asked yet. */
async function online() {
  const script = new Script();
  const client = script.client();
  await script.online(client);
  return { script, client, presence: client.presence };
}

/** Online, with some watched whose states are known. */
async function watching(entries: Readonly<Record<string, PresenceState>>) {
  const { script, client, presence } = await online();
  const stop = presence.watch(Object.keys(entries));
  await pass(gatheredMs);
  await script.take("Watch").answer(states(entries));
  return { script, client, presence, stop };
}

async function reconnect(script: Script): Promise<void> {
  await pass(1_000);
  await script.take("Sync").answer({ conversations: [] });
  await settle();
}

function stateOf(client: PeerCircleClient, memberId: string): PresenceState | undefined {
  return client.presence.of(memberId).getSnapshot();
}

function times(script: Script, method: string): number {
  return script.calls.filter((call) => call.method === method).length;
}

describe("the presence of others", () => {
  test("is asked for together, a tenth of a second after somebody is interested", async () => {
    const { script, client, presence } = await online();
    presence.watch(["ben"]);
    presence.watch(["ada", "ben"]);
    await pass(gatheredMs - 1);
    expect(times(script, "Watch")).toBe(0);
    await pass(1);
    const watch = script.take("Watch");
    expect(watch.argument).toEqual({ memberIds: ["ada", "ben"] });
    await watch.answer(states({ ada: "online", ben: "away" }));
    expect([stateOf(client, "ada"), stateOf(client, "ben"), stateOf(client, "cleo")]).toEqual(["online", "away", undefined]);
  });

  test("is told to whoever watches that member, and to nobody else", async () => {
    const { script, client, presence } = await watching({ ada: "online", ben: "online" });
    const told = { ada: 0, ben: 0 };
    presence.of("ada").subscribe(() => told.ada++);
    const stop = presence.of("ben").subscribe(() => told.ben++);
    await script.push({ name: "Presence", value: { memberId: "ben", state: "away" } });
    await script.push({ name: "Presence", value: { memberId: "ben", state: "away" } });
    expect(told).toEqual({ ada: 0, ben: 1 });
    expect(stateOf(client, "ben")).toBe("away");
    stop();
    await script.push({ name: "Presence", value: { memberId: "ben", state: "offline" } });
    expect(told).toEqual({ ada: 0, ben: 1 });
  });

  test("is not asked for again when the same members are of interest to others", async () => {
    const { script, client, presence, stop } = await watching({ ada: "online" });
    presence.watch(["ada"]);
    await pass(gatheredMs);
    stop();
    stop();
    await pass(gatheredMs);
    expect(times(script, "Watch")).toBe(0);
    expect(stateOf(client, "ada")).toBe("online");
  });

  test("is forgotten once nobody is interested", async () => {
    const { script, client, stop } = await watching({ ada: "online" });
    stop();
    await pass(gatheredMs);
    const watch = script.take("Watch");
    expect(watch.argument).toEqual({ memberIds: [] });
    await watch.answer(states({}));
    await script.push({ name: "Presence", value: { memberId: "ada", state: "away" } });
    expect(stateOf(client, "ada")).toBeUndefined();
  });

  test("is not known of those whom the server leaves out, nor of those nobody asked about", async () => {
    const { script, client, presence } = await online();
    presence.watch(["ada", "stranger"]);
    await pass(gatheredMs);
    await script.take("Watch").answer(states({ ada: "offline" }));
    await script.push({ name: "Presence", value: { memberId: "cleo", state: "online" } });
    expect([stateOf(client, "ada"), stateOf(client, "stranger"), stateOf(client, "cleo")]).toEqual(["offline", undefined, undefined]);
  });

  test("is that of the latest interests when there are more than 200 members, and of one interest that of its first", async () => {
    const { script, presence } = await online();
    const many = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(3, "0")}`);
    presence.watch(many("early", 150));
    const stop = presence.watch(many("late", 120));
    await pass(gatheredMs);
    const both = script.take("Watch");
    expect(both.argument.memberIds).toEqual([...many("early", 80), ...many("late", 120)]);
    await both.answer(states({}));
    stop();
    await pass(gatheredMs);
    expect(script.take("Watch").argument.memberIds).toEqual(many("early", 150));
  });

  test("is what was pushed during a call, rather than its answer", async () => {
    const { script, client, presence } = await watching({ ada: "online" });
    presence.watch(["ben"]);
    await pass(gatheredMs);
    const watch = script.take("Watch");
    await script.push({ name: "Presence", value: { memberId: "ben", state: "online" } });
    await watch.answer(states({ ada: "away", ben: "offline" }));
    expect([stateOf(client, "ada"), stateOf(client, "ben")]).toEqual(["away", "online"]);
  });
});

describe("while the connection comes and goes", () => {
  test("presence is asked for anew with each link, and a short interruption is not seen", async () => {
    const { script, client, presence } = await watching({ ada: "online", ben: "online" });
    const seen: (PresenceState | undefined)[] = [];
    presence.of("ada").subscribe(() => seen.push(stateOf(client, "ada")));
    presence.of("ben").subscribe(() => seen.push(stateOf(client, "ben")));
    await script.drop();
    await reconnect(script);
    await pass(gatheredMs);
    const watch = script.take("Watch");
    expect(watch.argument).toEqual({ memberIds: ["ada", "ben"] });
    await watch.answer(states({ ada: "online", ben: "away" }));
    await pass(60_000);
    expect(seen).toEqual(["away"]);
  });

  test("nothing is known any more after five seconds without a connection", async () => {
    const { script, client } = await watching({ ada: "online" });
    script.isDown = true;
    await script.drop();
    await pass(4_900);
    expect(stateOf(client, "ada")).toBe("online");
    await pass(200);
    expect(stateOf(client, "ada")).toBeUndefined();
    script.isDown = false;
    await pass(30_000);
    await script.take("Sync").answer({ conversations: [] });
    await pass(gatheredMs);
    await script.take("Watch").answer(states({ ada: "away" }));
    expect(stateOf(client, "ada")).toBe("away");
  });

  test("presence is asked for anew after a Resync, and not known while there is no answer to that", async () => {
    const { script, client } = await watching({ ada: "online" });
    await script.push({ name: "Resync", value: {} });
    await pass(gatheredMs);
    await script.take("Watch").refuse("store.unavailable", true, 10_000);
    expect(stateOf(client, "ada")).toBe("online");
    await pass(5_000);
    expect(stateOf(client, "ada")).toBeUndefined();
    await script.push({ name: "Presence", value: { memberId: "ada", state: "away" } });
    expect(stateOf(client, "ada")).toBe("away");
    await pass(5_000);
    await script.take("Watch").answer(states({ ada: "online" }));
    expect(stateOf(client, "ada")).toBe("online");
  });

  test("a Resync during a call has it made once more", async () => {
    const { script, presence } = await watching({ ada: "online" });
    presence.watch(["ben"]);
    await pass(gatheredMs);
    const watch = script.take("Watch");
    await script.push({ name: "Resync", value: {} });
    await watch.answer(states({}));
    await script.take("Watch").answer(states({}));
    await pass(60_000);
    expect(times(script, "Watch")).toBe(0);
  });

  test.each([
    ["begins", { name: "ConversationChanged", value: { conversation: { id: "another", kind: "direct", title: "Ada", version: 1, epoch: "e1", rev: 0, seq: 0 } } }],
    ["is taken away", { name: "ConversationRemoved", value: { conversationId, version: 2 } }],
    ["has somebody come or go", { name: "Changes", value: { conversationId, epoch: "e1", from: 1, to: 2, messages: [message(2, { kind: "system" })] } }],
  ] as const)("presence is asked for anew when a conversation %s: one shares it with others than before", async (_, event) => {
    const { script } = await watching({ ada: "online" });
    await script.push(event);
    await pass(gatheredMs);
    expect(script.take("Watch").argument).toEqual({ memberIds: ["ada"] });
  });

  test("a refused call is made again, later and later and not before the server wants it, with what is of interest then", async () => {
    const { script, presence } = await online();
    presence.watch(["ada"]);
    await pass(gatheredMs);
    await script.take("Watch").refuse("rate.limited", true, 7_000);
    presence.watch(["ben"]);
    await pass(6_999);
    expect(times(script, "Watch")).toBe(0);
    await pass(1);
    for (const waitMs of [1_000, 2_000]) {
      const watch = script.take("Watch");
      expect(watch.argument).toEqual({ memberIds: ["ada", "ben"] });
      await watch.refuse("request.malformed", false);
      await pass(waitMs - 1);
      expect(times(script, "Watch")).toBe(0);
      await pass(1);
    }
    await script.take("Watch").answer(states({ ada: "online" }));
    await pass(60_000);
    expect(times(script, "Watch")).toBe(0);
  });

  test("nothing is known beyond the session, and no timer is left behind", async () => {
    const { script, client, presence } = await watching({ ada: "online" });
    presence.watch(["ben"]);
    presence.setAway(true);
    await pass(gatheredMs);
    await script.take("Watch").refuse("rate.limited", true, 60_000);
    await script.take("SetPresence").refuse("rate.limited", true, 60_000);
    client.close();
    await settle();
    expect(stateOf(client, "ada")).toBeUndefined();
    presence.watch(["cleo"]);
    presence.setAway(false);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("one's own presence", () => {
  test("is told when it changes, and otherwise not", async () => {
    const { script, presence } = await online();
    presence.setAway(false);
    await pass(1);
    expect(times(script, "SetPresence")).toBe(0);
    presence.setAway(true);
    presence.setAway(true);
    await pass(1);
    const away = script.take("SetPresence");
    expect(away.argument).toEqual({ state: "away" });
    await away.answer(undefined);
    presence.setAway(true);
    await pass(60_000);
    expect(times(script, "SetPresence")).toBe(0);
    presence.setAway(false);
    await pass(1);
    expect(script.take("SetPresence").argument).toEqual({ state: "online" });
  });

  test("is told again after a lost link by whoever is away, and by nobody else", async () => {
    const { script, presence } = await online();
    presence.setAway(true);
    await pass(1);
    await script.take("SetPresence").answer(undefined);
    await script.drop();
    await reconnect(script);
    await pass(1);
    await script.take("SetPresence").answer(undefined);
    await script.drop();
    presence.setAway(false);
    await reconnect(script);
    await pass(60_000);
    expect(times(script, "SetPresence")).toBe(0);
  });

  test("is told until the server takes it, and then as it is by then", async () => {
    const { script, presence } = await online();
    presence.setAway(true);
    await pass(1);
    await script.take("SetPresence").refuse("rate.limited", true, 2_000);
    await pass(2_000);
    const away = script.take("SetPresence");
    presence.setAway(false);
    await pass(1);
    expect(times(script, "SetPresence")).toBe(0);
    await away.answer(undefined);
    expect(script.take("SetPresence").argument).toEqual({ state: "online" });
  });
});
