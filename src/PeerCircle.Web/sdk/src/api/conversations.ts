import type { ChangesAnswer, ConversationFacts, Message, Notify, Page, PageRequest, Receipt } from "../wire.ts";
import { part, type Http } from "./http.ts";

export interface ConversationMember {
  readonly memberId: string;
  readonly role: "host" | "member";
  /** In direct conversations and up to 50 members only. */
  readonly readSeq?: number;
}

/** Conversations and their messages over HTTP. The writing routes are the hub's methods, for bots; a client writes through its hub connection. */
export class ConversationsApi {
  constructor(private readonly http: Http) {}

  /** All, by latest change. */
  list(signal?: AbortSignal): Promise<ConversationFacts[]> {
    return this.http.all("/conversations", { limit: 500 }, signal);
  }

  get(conversationId: string, signal?: AbortSignal): Promise<ConversationFacts> {
    return this.http.get(path(conversationId), undefined, signal);
  }

  setNotify(conversationId: string, notify: Notify): Promise<ConversationFacts> {
    return this.http.send("PATCH", path(conversationId), { notify });
  }

  /** The same conversation for the same pair, also in a race. */
  openDirect(memberId: string): Promise<{ readonly conversationId: string }> {
    return this.http.send("POST", "/direct", { memberId });
  }

  members(conversationId: string): Promise<ConversationMember[]> {
    return this.http.all(`${path(conversationId)}/members`, {});
  }

  /** Ascending by `seq`, tombstones included, so that `seq` is dense (with `parentId`: the replies to that message). */
  messages(conversationId: string, request: PageRequest = {}, signal?: AbortSignal): Promise<Page> {
    return this.http.get(`${path(conversationId)}/messages`, { ...request }, signal);
  }

  message(conversationId: string, messageId: string): Promise<{ readonly epoch: string; readonly rev: number; readonly message: Message; readonly mine?: Readonly<Record<string, readonly string[]>> }> {
    return this.http.get(`${path(conversationId)}/messages/${part(messageId)}`);
  }

  reactions(conversationId: string, messageId: string, emoji?: string): Promise<{ readonly memberId: string; readonly emoji: string }[]> {
    return this.http.all(`${path(conversationId)}/messages/${part(messageId)}/reactions`, { emoji });
  }

  /** Ascending by `rev`, from `after` on (exclusive). */
  changes(conversationId: string, after: number, epoch?: string, limit?: number, signal?: AbortSignal): Promise<ChangesAnswer> {
    return this.http.get(`${path(conversationId)}/changes`, { after, epoch, limit }, signal);
  }

  post(conversationId: string, message: { readonly id: string; readonly text: string; readonly parentId?: string }): Promise<Receipt> {
    return this.http.send("POST", `${path(conversationId)}/messages`, message);
  }

  edit(conversationId: string, messageId: string, text: string, baseRev?: number): Promise<{ readonly rev: number }> {
    return this.http.send("PATCH", `${path(conversationId)}/messages/${part(messageId)}`, { text, baseRev });
  }

  delete(conversationId: string, messageId: string): Promise<{ readonly rev: number }> {
    return this.http.send("DELETE", `${path(conversationId)}/messages/${part(messageId)}`);
  }

  /** As `delete`, and it goes out even if the page is left meanwhile. */
  deleteLeaving(conversationId: string, messageId: string): Promise<{ readonly rev: number }> {
    return this.http.sendLast("DELETE", `${path(conversationId)}/messages/${part(messageId)}`);
  }

  react(conversationId: string, messageId: string, emoji: string, on: boolean): Promise<{ readonly rev: number }> {
    return this.http.send(on ? "PUT" : "DELETE", `${path(conversationId)}/messages/${part(messageId)}/reactions/${part(emoji)}`);
  }

  markRead(conversationId: string, seq: number): Promise<{ readonly seq: number; readonly unread: number }> {
    return this.http.send("PUT", `${path(conversationId)}/read`, { seq });
  }
}

function path(conversationId: string): string {
  return `/conversations/${part(conversationId)}`;
}
