import { describe, expect, test } from "vitest";
import { freshMs, keptMembers } from "../src/members.ts";
import { pass, Script, settle, underFakeTime } from "./script.ts";

underFakeTime();

/** A server on which everybody exists whose name is not nobody, under a name that can change. */
class Network {
  readonly script = new Script();
  readonly client = this.script.client();
  readonly asked: string[][] = [];
  readonly names = new Map<string, string>();
  isDown = false;

  constructor() {
    this.script.answers.set("/members", (url: URL) => {
      if (this.isDown) return 503;
      const ids = (url.searchParams.get("ids") ?? "").split(",");
      this.asked.push(ids);
      if (ids.includes("no id")) return 400;
      return { items: ids.filter((id) => id !== "nobody").map((id) => this.member(id)) };
    });
  }

  get members() {
    return this.client.members;
  }

  readonly member = (id: string) => ({ id, displayName: this.names.get(id) ?? `Name ${id}`, role: "member" as const, createdAt: "2026-11-23T05:47:12.345Z" });

  async nameOf(id: string): Promise<string | undefined> {
    this.members.find(id);
    await settle();
    return this.members.find(id)?.displayName;
  }
}

describe("members by id", () => {
  test("are asked for together, once, at most 100 in a request", async () => {
    const { members, asked } = new Network();
    const ids = Array.from({ length: 230 }, (_, index) => `m${index}`);
    for (const id of [...ids, ...ids]) expect(members.find(id)).toBeUndefined();
    await settle();
    expect(asked.map((some) => some.length)).toEqual([100, 100, 30]);
    expect(ids.map((id) => members.find(id)?.displayName)).toEqual(ids.map((id) => `Name ${id}`));
    await settle();
    expect(asked.length).toBe(3);
  });

  test("tell when more is known, and not when an answer says the same again", async () => {
    const { members, member } = new Network();
    let told = 0;
    members.subscribe(() => told++);
    members.find("ana");
    await settle();
    expect(told).toBe(1);
    const ana = members.find("ana");
    members.learn([member("ana")]);
    expect(told).toBe(1);
    expect(members.find("ana")).toBe(ana);
  });

  test("are asked for again after a failure, without being looked for again", async () => {
    const network = new Network();
    network.isDown = true;
    network.members.find("ana");
    await settle();
    network.isDown = false;
    expect(network.asked).toEqual([]);
    await pass(60_000);
    expect(network.asked).toEqual([["ana"]]);
    expect(network.members.find("ana")?.displayName).toBe("Name ana");
  });

  test("show a new name after five minutes, and keep the old one until it is known", async () => {
    const network = new Network();
    await network.nameOf("ana");
    network.names.set("ana", "Ana B.");
    await pass(freshMs - 1_000);
    expect(await network.nameOf("ana")).toBe("Name ana");
    await pass(2_000);
    expect(network.members.find("ana")?.displayName).toBe("Name ana");
    await settle();
    expect(network.members.find("ana")?.displayName).toBe("Ana B.");
  });

  test("show a new name after a lost link to whoever only watches", async () => {
    const network = new Network();
    await network.script.online(network.client);
    const seen: (string | undefined)[] = [];
    network.members.subscribe(() => seen.push(network.members.find("ana")?.displayName));
    await network.nameOf("ana");
    network.names.set("ana", "Ana B.");
    await network.script.drop();
    await pass(1_000);
    await network.script.take("Sync").answer({ conversations: [] });
    await settle();
    expect(seen.at(-1)).toBe("Ana B.");
  });

  test("show a new name to whoever only watches while the link holds", async () => {
    const network = new Network();
    await network.script.online(network.client);
    let shown: string | undefined;
    network.members.subscribe(() => (shown = network.members.find("ana")?.displayName));
    await network.nameOf("ana");
    network.names.set("ana", "Ana B.");
    await pass(freshMs);
    expect(shown).toBe("Ana B.");
  });

  test("show what one has changed about oneself", async () => {
    const { script, client, members } = new Network();
    await script.online(client);
    const id = client.me.getSnapshot()?.id ?? "";
    expect(members.find(id)?.displayName).toBe("Me");
    script.answers.set("/me", { ...client.me.getSnapshot(), displayName: "Myself" });
    await client.changeMe({ displayName: "Myself" });
    expect(members.find(id)?.displayName).toBe("Myself");
  });

  test("keep who is looked for and forget who is not, beyond a number", async () => {
    const { members, asked, member } = new Network();
    members.learn(Array.from({ length: keptMembers }, (_, index) => member(`m${index}`)));
    members.find("m0");
    members.learn([member("one more")]);
    expect(members.find("m0")).toBeDefined();
    expect(members.find("m1")).toBeUndefined();
    await settle();
    expect(asked).toEqual([["m1"]]);
  });

  test("can be waited for, also those who do not exist", async () => {
    const { members, asked } = new Network();
    expect((await Promise.all([members.get("ana"), members.get("nobody")])).map((member) => member?.displayName)).toEqual(["Name ana", undefined]);
    expect(await members.get("nobody")).toBeUndefined();
    expect(asked).toEqual([["ana", "nobody"]]);
  });

  test("are known in spite of one that is no id, who is nobody", async () => {
    const { members, asked } = new Network();
    const ids = Array.from({ length: 99 }, (_, index) => `m${index}`);
    for (const id of [...ids.slice(0, 40), "no id", ...ids.slice(40)]) members.find(id);
    expect(await members.get("no id")).toBeUndefined();
    await settle();
    expect(ids.map((id) => members.find(id)?.displayName)).toEqual(ids.map((id) => `Name ${id}`));
    expect(asked.length).toBeLessThan(25);
  });

  test("are not asked for beyond the session", async () => {
    const network = new Network();
    network.isDown = true;
    const asked = network.members.get("ana");
    await settle();
    network.client.close();
    expect(await asked).toBeUndefined();
    network.isDown = false;
    await pass(60_000);
    expect(network.asked).toEqual([]);
  });
});
