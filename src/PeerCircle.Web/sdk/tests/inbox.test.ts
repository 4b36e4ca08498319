import { describe, expect, test } from "vitest";
import type { InboxView, Notification } from "../src/index.ts";
import { pass, Script, settle, underFakeTime } from "./script.ts";

underFakeTime();

function notification(number: number, change: Partial<Notification> = {}): Notification {
  return { id: `n${number}`, kind: "checkIn", reason: `Reason ${number}`, at: "2026-11-23T05:47:12.345Z", goalId: "g", ...change };
}

/** Online, with these in the inbox, the newest first. */
async function online(items: readonly Notification[], rest: object = {}) {
  const script = new Script();
  const unread = items.filter(({ readAt }) => readAt === undefined).length;
  script.answers.set("/notifications", { items, unread, ...rest });
  const client = script.client();
  await script.online(client);
  return { script, client, inbox: client.inbox };
}

function shown({ items, unread }: InboxView): string {
  return `${items.map(({ id, readAt }) => (readAt === undefined ? id : `(${id})`)).join(" ")}, ${unread}`;
}

function asked(script: Script, path: string): number {
  return script.requests.filter((request) => request.startsWith(path)).length;
}

describe("the inbox", () => {
  test("holds the newest page once one is connected, and what comes after it once, in front", async () => {
    const { script, inbox } = await online([notification(2), notification(1, { readAt: "2026-11-23T06:00:00.000Z" })]);
    expect(inbox.getSnapshot().isLoaded).toBe(true);
    for (const _ of "twice") await script.push({ name: "Notified", value: { notification: notification(3) } });
    expect(shown(inbox.getSnapshot())).toBe("n3 n2 (n1), 2");
  });

  test("is asked for again after a lost link, and until the server answers", async () => {
    const { script, inbox } = await online([notification(1)]);
    script.answers.set("/notifications", 503);
    await script.drop();
    await pass(1_000);
    await script.take("Sync").answer({ conversations: [] });
    expect(shown(inbox.getSnapshot())).toBe("n1, 1");
    script.answers.set("/notifications", { items: [notification(2), notification(1)], unread: 2 });
    await pass(1_000);
    expect(shown(inbox.getSnapshot())).toBe("n2 n1, 2");
  });

  test("is cleared by another device, of some or of all", async () => {
    const { script, inbox } = await online([notification(3), notification(2), notification(1)]);
    await script.push({ name: "NotificationsRead", value: { ids: ["n2"], unread: 2 } });
    expect(shown(inbox.getSnapshot())).toBe("n3 (n2) n1, 2");
    await script.push({ name: "NotificationsRead", value: { unread: 0 } });
    expect(shown(inbox.getSnapshot())).toBe("(n3) (n2) (n1), 0");
  });

  test("shows what is read at once, and takes the number of the server", async () => {
    const { script, inbox } = await online([notification(2), notification(1)], { unread: 7 });
    script.answers.set("/notifications/read", { unread: 5 });
    const reading = inbox.read(["n1"]);
    expect(shown(inbox.getSnapshot())).toBe("n2 (n1), 6");
    await reading;
    expect(shown(inbox.getSnapshot())).toBe("n2 (n1), 5");
  });

  test("keeps what comes while something is read", async () => {
    const { script, inbox } = await online([notification(1)]);
    script.answers.set("/notifications/read", { unread: 0 });
    const reading = inbox.read();
    void script.push({ name: "Notified", value: { notification: notification(2) } });
    await reading;
    await settle();
    expect(shown(inbox.getSnapshot())).toBe("n2 (n1), 1");
  });

  test("takes back what the server does not take", async () => {
    const { script, inbox } = await online([notification(2, { readAt: "2026-11-23T06:00:00.000Z" }), notification(1)]);
    script.isUnreachable = true;
    await expect(inbox.read()).rejects.toMatchObject({ code: "network.failed" });
    expect(shown(inbox.getSnapshot())).toBe("(n2) n1, 1");
  });

  test("asks the server for nothing when all that is named is read", async () => {
    const { script, inbox } = await online([notification(1, { readAt: "2026-11-23T06:00:00.000Z" })]);
    await inbox.read(["n1"]);
    await inbox.read();
    expect(asked(script, "/notifications/read")).toBe(0);
  });

  test("reads what it does not hold", async () => {
    const { script, inbox } = await online([notification(9)], { unread: 2 });
    script.answers.set("/notifications/read", { unread: 1 });
    await inbox.read(["n1"]);
    expect(shown(inbox.getSnapshot())).toBe("n9, 1");
  });

  test("brings older ones page by page, each once, and clears them with the others", async () => {
    const { script, inbox } = await online([notification(3)], { next: "a", unread: 3 });
    script.answers.set("/notifications?next=a", { items: [notification(3), notification(2)], unread: 3, next: "b" });
    script.answers.set("/notifications?next=b", { items: [notification(1)], unread: 3 });
    await Promise.all([inbox.loadOlder(), inbox.loadOlder()]);
    expect(shown(inbox.getSnapshot())).toBe("n3 n2, 3");
    await inbox.loadOlder();
    await inbox.loadOlder();
    expect(shown(inbox.getSnapshot())).toBe("n3 n2 n1, 3");
    expect(inbox.getSnapshot().next).toBeUndefined();
    expect(asked(script, "/notifications?next=")).toBe(2);
    await script.push({ name: "NotificationsRead", value: { unread: 0 } });
    expect(shown(inbox.getSnapshot())).toBe("(n3) (n2) (n1), 0");
  });

  test("can be asked for older ones again after that failed", async () => {
    const { script, inbox } = await online([notification(2)], { next: "a" });
    script.answers.set("/notifications?next=a", 503);
    await expect(inbox.loadOlder()).rejects.toMatchObject({ code: "store.unavailable" });
    script.answers.set("/notifications?next=a", { items: [notification(1)], unread: 2 });
    await inbox.loadOlder();
    expect(shown(inbox.getSnapshot())).toBe("n2 n1, 1");
  });

  test("asks anew for as many as it holds", async () => {
    const many = Array.from({ length: 70 }, (_, index) => notification(70 - index));
    const { script } = await online(many);
    await script.push({ name: "Resync", value: {} });
    expect(script.requests.filter((request) => request.startsWith("/notifications"))).toEqual(["/notifications", "/notifications?limit=70"]);
  });
});
