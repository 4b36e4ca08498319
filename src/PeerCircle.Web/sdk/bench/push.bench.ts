import { bench, describe } from "vitest";
import { MemoryOutboxStorage, PeerCircleClient, type HubEvent, type HubHandlers, type Message } from "../src/index.ts";

const messages = 10_000;
const conversations = 500;

function message(seq: number, rev = seq): Message {
  const reply = seq % 10 === 0 ? { parentId: `m${seq - 5}` } : {};
  return { id: `m${seq}`, seq, rev, kind: "text", authorId: "you", text: `text ${seq}`, createdAt: "2026-11-23T05:47:12.345Z", ...reply };
}

function facts(index: number) {
  return { id: `c${index}`, kind: "room", title: `Room ${index}`, version: 1, epoch: "e", rev: messages, seq: messages, readSeq: messages, unread: 0, last: message(messages) };
}

function answer(url: URL): object {
  const path = url.pathname.replace("/api/v1", "");
  if (path === "/me") return { id: "me", displayName: "Me" };
  if (path === "/server") return { limits: { frameBytes: 65_536 } };
  if (path === "/conversations") return { items: Array.from({ length: conversations }, (_, index) => facts(index)) };
  const end = Number(url.searchParams.get("before") ?? messages + 1);
  const first = Math.max(1, end - 100);
  return { epoch: "e", rev: messages, seq: messages, messages: Array.from({ length: end - first }, (_, index) => message(first + index)), moreBefore: first > 1, moreAfter: false };
}

let push = (_event: HubEvent): void => {};
const client = new PeerCircleClient({
  url: "https://peers.example",
  storage: new MemoryOutboxStorage(),
  fetch: (async (input: string) => Response.json(answer(new URL(input)))) as typeof fetch,
  transport: {
    open: async (handlers: HubHandlers) => {
      push = handlers.event;
      return { invoke: async () => ({ ok: true, value: { conversations: [] } }) as never, stop: handlers.closed };
    },
  },
});
await client.connect();
const room = client.conversation("c0");
room.open();
while (!room.getSnapshot().isLoaded) await new Promise((resolve) => setTimeout(resolve, 10));
while (room.getSnapshot().moreBefore) await room.loadOlder();
const thread = room.thread("m5");
client.conversations.subscribe(() => void client.conversations.getSnapshot());
room.subscribe(() => void room.getSnapshot());
thread.subscribe(() => void thread.getSnapshot());

const revs = new Map<string, number>();

function change(conversationId: string, seq?: number): void {
  const from = revs.get(conversationId) ?? messages;
  revs.set(conversationId, from + 1);
  push({ name: "Changes", value: { conversationId, epoch: "e", from, to: from + 1, messages: [message(seq ?? from + 1, from + 1)] } });
}

describe(`${messages} messages loaded and shown with a thread, ${conversations} conversations`, () => {
  let turn = 0;
  bench("a new message", () => change("c0"));
  bench("a change of an old message", () => change("c0", 1 + (turn++ % messages)));
  bench("a new message in another conversation", () => change(`c${1 + (turn++ % (conversations - 1))}`));
  bench("somebody types", () => push({ name: "Typing", value: { conversationId: "c0", memberId: `t${turn++ % 50}` } }));
  bench("somebody reads on", () => push({ name: "ReadMoved", value: { conversationId: "c0", memberId: "you", seq: turn++ } }));
});
