import type { Changes, ConversationFacts, HubAnswer, MemberPresence, Notification, Reacted, ReadMoved, SessionEndReason } from "../wire.ts";

/** What the hub tells by itself, by the name of its client method. */
export interface HubEvents {
  Changes: Changes;
  Reacted: Reacted;
  ReadMoved: ReadMoved;
  Typing: { readonly conversationId: string; readonly memberId: string };
  Presence: MemberPresence;
  ConversationChanged: { readonly conversation: ConversationFacts };
  ConversationRemoved: { readonly conversationId: string; readonly version: number };
  Behind: { readonly conversationId: string; readonly rev: number };
  Resync: object;
  Draining: { readonly reconnectInMs: number };
  SessionEnded: { readonly reason: SessionEndReason };
  Notified: { readonly notification: Notification };
  NotificationsRead: { readonly ids?: readonly string[]; readonly unread: number };
}

/** One of `HubEvents` with its name. */
export type HubEvent = { [K in keyof HubEvents]: { readonly name: K; readonly value: HubEvents[K] } }[keyof HubEvents];

export const hubEventNames = [
  "Changes", "Reacted", "ReadMoved", "Typing", "Presence", "ConversationChanged", "ConversationRemoved", "Behind", "Resync", "Draining", "SessionEnded", "Notified",
  "NotificationsRead",
] as const satisfies readonly (keyof HubEvents)[];

/** Who is told what happens on a link. */
export interface HubHandlers {
  /** In the order the server sent them. */
  event(event: HubEvent): void;
  /** Once, however the link ended; nothing comes after it. */
  closed(): void;
}

/** An open connection to the hub. */
export interface HubLink {
  /** Rejects with `Disconnected` when the link ended before the answer: whether it has run is then unknown. */
  invoke<T>(method: string, argument: object): Promise<HubAnswer<T>>;
  /** Ends the link; `closed` is told. */
  stop(): void;
}

/** Opens links to the hub. A client goes over SignalR by itself; tests bring their own. */
export interface HubTransport {
  /** Rejects when the handshake fails. Nobody waits for it any more once `signal` is over; a link that comes then is stopped. */
  open(handlers: HubHandlers, signal: AbortSignal): Promise<HubLink>;
}

/** Rejects a call whose link ended before the answer: it may have run or not. */
export class Disconnected extends Error {
  constructor() {
    super("The connection ended before the answer.");
    this.name = "Disconnected";
  }
}
