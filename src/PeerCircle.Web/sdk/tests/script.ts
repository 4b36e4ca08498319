import { afterEach, beforeEach, vi } from "vitest";
import { PeerCircleClient, type ClientOptions, Disconnected, MemoryOutboxStorage, type HubEvent, type HubHandlers, type HubLink, type Message } from "../src/index.ts";

export const conversationId = "0197a000-0000-7000-8000-00000000000c";
const me = { id: "0197a000-0000-7000-8000-000000000001", displayName: "Me", email: "me@example.org", role: "member", createdAt: "2026-11-23T05:47:12.345Z" };

export function message(seq: number, change: Partial<Message> = {}): Message {
  return { id: `m${seq}`, seq, rev: seq, kind: "text", authorId: "you", text: `text ${seq}`, createdAt: "2026-11-23T05:47:12.345Z", ...change };
}

export interface Call {
  readonly method: string;
  readonly argument: any;
  answer(value: unknown): Promise<void>;
  refuse(code: string, retryable: boolean, retryAfterMs?: number): Promise<void>;
}

/** The far end, scripted: what comes in waits in `calls` and `requests` until the test answers it. Nothing of the client is replaced. */
export class Script {
  readonly calls: Call[] = [];
  readonly requests: string[] = [];
  /** Those of `requests` that outlive a page. */
  readonly lasting: string[] = [];
  readonly storage = new MemoryOutboxStorage();
  opened = 0;
  /** What GET answers, by path; a number = refused with this status, a function is asked each time. */
  readonly answers = new Map<string, unknown>([["/me", me], ["/server", { version: "1", registration: "invite", setupRequired: false, limits: { messageCharacters: 8000, frameBytes: 65536, nameCharacters: 80 } }], ["/conversations", { items: [] }]]);
  /** Whether the next handshakes fail. */
  isDown = false;
  /** Whether there is no network at all. */
  isUnreachable = false;
  /** What gets no answer until `release`. */
  isHanging: string | undefined;
  /** Links that the client has stopped. */
  stopped = 0;
  #hanging: (() => void)[] = [];
  #handlers: HubHandlers | undefined;
  #pending: (() => void)[] = [];

  client(options: ClientOptions = {}): PeerCircleClient {
    return new PeerCircleClient({
      url: "https://peers.example",
      storage: this.storage,
      random: () => 0.5,
      transport: { open: (handlers) => this.#open(handlers) },
      fetch: ((input: string, init: RequestInit) => this.#fetch(input, init)) as typeof fetch,
      ...options,
    });
  }

  /** A client that is online, with the conversation open and `seqs` loaded. Answers what closes it. */
  async online(client: PeerCircleClient, seqs = 1): Promise<() => void> {
    const messages = Array.from({ length: seqs }, (_, index) => message(index + 1));
    this.answers.set(`/conversations/${conversationId}/messages`, { epoch: "e1", rev: seqs, seq: seqs, messages, mine: {}, moreBefore: false, moreAfter: false });
    this.answers.set("/conversations", { items: [{ id: conversationId, kind: "room", title: "Room", version: 1, epoch: "e1", rev: seqs, seq: seqs, readSeq: seqs, unread: 0 }] });
    const close = client.conversation(conversationId).open();
    const connected = client.connect();
    await settle();
    await this.take("Sync").answer({ conversations: [] });
    await connected;
    await settle();
    return close;
  }

  /** The oldest call of a method that has not been answered. */
  take(method: string): Call {
    const index = this.calls.findIndex((call) => call.method === method);
    const [call] = index < 0 ? [] : this.calls.splice(index, 1);
    if (call === undefined) throw new Error(`${method} was not called; waiting: ${this.calls.map((c) => c.method).join(", ") || "nothing"}`);
    return call;
  }

  async push(event: HubEvent): Promise<void> {
    this.#handlers?.event(event);
    await settle();
  }

  async pushChanges(from: number, ...messages: Message[]): Promise<void> {
    await this.push({ name: "Changes", value: { conversationId, epoch: "e1", from, to: Math.max(from, ...messages.map((m) => m.rev)), messages } });
  }

  async drop(): Promise<void> {
    this.#close();
    await settle();
  }

  /** What hung gets its answer. */
  release(): void {
    for (const go of this.#hanging.splice(0)) go();
  }

  async #open(handlers: HubHandlers): Promise<HubLink> {
    this.opened++;
    if (this.isHanging === "handshake") {
      await new Promise<void>((resolve) => this.#hanging.push(resolve));
      return { invoke: () => Promise.reject(new Disconnected()), stop: () => void this.stopped++ };
    }
    if (this.isDown || this.isUnreachable) throw new Error("handshake failed");
    this.#handlers = handlers;
    return { invoke: <T>(method: string, argument: object) => this.#invoke(method, argument) as Promise<T & any>, stop: () => this.#close() };
  }

  #invoke(method: string, argument: object): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#pending.push(() => reject(new Disconnected()));
      const reply = async (value: unknown) => {
        resolve(value);
        await settle();
      };
      this.calls.push({
        method,
        argument,
        answer: (value) => reply({ ok: true, value }),
        refuse: (code, retryable, retryAfterMs) => reply({ ok: false, error: { code, message: code, retryable, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) } }),
      });
    });
  }

  #close(): void {
    const handlers = this.#handlers;
    this.#handlers = undefined;
    this.calls.length = 0;
    for (const reject of this.#pending.splice(0)) reject();
    handlers?.closed();
  }

  async #fetch(input: string, { keepalive = false }: RequestInit): Promise<Response> {
    const url = new URL(input);
    const path = url.pathname.replace("/api/v1", "");
    this.requests.push(path + url.search);
    if (this.isUnreachable) throw new TypeError("fetch failed");
    if (this.isHanging === "identify" && path === "/me") await new Promise<void>((resolve) => this.#hanging.push(resolve));
    if (keepalive) this.lasting.push(path);
    const scripted = this.answers.get(path + url.search) ?? this.answers.get(path) ?? 404;
    const answer: unknown = typeof scripted === "function" ? scripted(url) : scripted;
    if (typeof answer !== "number") return Response.json(answer);
    const codes: Record<number, string> = { 400: "request.malformed", 401: "auth.required", 503: "store.unavailable" };
    return Response.json({ code: codes[answer] ?? "not_found", detail: "No." }, { status: answer });
  }
}

/** Lets everything that needs no timer happen. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 60; turn++) await Promise.resolve();
  await new Promise<void>((resolve) => setImmediate(resolve));
  for (let turn = 0; turn < 60; turn++) await Promise.resolve();
}

/** Time passes in the tests of a file only when they let it. */
export function underFakeTime(): void {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] }));
  afterEach(() => void vi.useRealTimers());
}

export async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await settle();
}
