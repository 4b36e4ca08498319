import type { ChangesAnswer, ConversationFacts, Message, Mine, Notify, Page, PageRequest, Receipt } from "../wire.ts";
import { part, type Http } from "./http.ts";

/** One who takes part in a conversation. */
export interface ConversationMember {
  readonly memberId: string;
  /** `host`: a circle's hosts, a room's creator. */
  readonly role: "host" | "member";
  /** How far they have read, as a `seq`; told in direct conversations and up to 50 members only. */
  readonly readSeq?: number;
}

/** A message to be posted, under an id that its author made: sent again with the same id it is posted once. */
export interface NewMessage {
  /** Of `newId`. */
  readonly id: string;
  /** Markdown; up to `ServerLimits.messageCharacters`. `<@memberId>` names somebody. */
  readonly text: string;
  /** The message replied to, which is no reply itself. */
  readonly parentId?: string;
}

/** One message, as of the conversation's `rev`. */
export interface MessageAnswer {
  readonly epoch: string;
  readonly rev: number;
  readonly message: Message;
  readonly mine?: Mine;
}

/** One member's reaction. */
export interface MemberReaction {
  readonly memberId: string;
  readonly emoji: string;
}

/**
 * Conversations and their messages over HTTP: `client.api.conversations`. A conversation in which one does not take part is `not_found`. The writing routes are the hub's methods, for bots; a client writes
 * through its hub connection, by `client.conversation(id)`, which repeats what got no answer.
 */
export class ConversationsApi {
  constructor(private readonly http: Http) {}

  /** All in which one takes part, by latest change. */
  list(signal?: AbortSignal): Promise<ConversationFacts[]> {
    return this.http.all("/conversations", { limit: 500 }, signal);
  }

  /** What one conversation is, and how far one has read in it. */
  get(conversationId: string, signal?: AbortSignal): Promise<ConversationFacts> {
    return this.http.get(path(conversationId), undefined, signal);
  }

  /** Of which messages one is told. */
  setNotify(conversationId: string, notify: Notify): Promise<ConversationFacts> {
    return this.http.send("PATCH", path(conversationId), { notify });
  }

  /** The direct conversation with a member: the same one for the same pair, also in a race. With oneself it is `request.invalid`. */
  openDirect(memberId: string): Promise<{ readonly conversationId: string }> {
    return this.http.send("POST", "/direct", { memberId });
  }

  /** Who takes part. */
  members(conversationId: string): Promise<ConversationMember[]> {
    return this.http.all(`${path(conversationId)}/members`, {});
  }

  /** A page: ascending by `seq`, tombstones included, so that `seq` is dense (with `parentId`: the replies to that message). */
  messages(conversationId: string, request: PageRequest = {}, signal?: AbortSignal): Promise<Page> {
    return this.http.get(`${path(conversationId)}/messages`, { ...request }, signal);
  }

  /** One message, wherever it stands. */
  message(conversationId: string, messageId: string): Promise<MessageAnswer> {
    return this.http.get(`${path(conversationId)}/messages/${part(messageId)}`);
  }

  /** Who reacted, with one emoji or with any. */
  reactions(conversationId: string, messageId: string, emoji?: string): Promise<MemberReaction[]> {
    return this.http.all(`${path(conversationId)}/messages/${part(messageId)}/reactions`, { emoji });
  }

  /** What has changed: ascending by `rev`, from `after` on (exclusive; 0 = the beginning). `epoch` is that of the answer before; `limit` is 200 when left out, 500 at most. */
  changes(conversationId: string, after: number, epoch?: string, limit?: number, signal?: AbortSignal): Promise<ChangesAnswer> {
    return this.http.get(`${path(conversationId)}/changes`, { after, epoch, limit }, signal);
  }

  /** Posts; the answer means that it is durable. Repeated with the same id it answers the same receipt. */
  post(conversationId: string, message: NewMessage): Promise<Receipt> {
    return this.http.send("POST", `${path(conversationId)}/messages`, message);
  }

  /** Gives one's own message another text. `message.edit_conflict` when the text changed after `baseRev`, unless to this one; left out, whatever it was is replaced. */
  edit(conversationId: string, messageId: string, text: string, baseRev?: number): Promise<{ readonly rev: number }> {
    return this.http.send("PATCH", `${path(conversationId)}/messages/${part(messageId)}`, { text, baseRev });
  }

  /** Authors, a circle's hosts, moderators who take part. Deleting again is fine. */
  delete(conversationId: string, messageId: string): Promise<{ readonly rev: number }> {
    return this.http.send("DELETE", `${path(conversationId)}/messages/${part(messageId)}`);
  }

  /** As `delete`, and it goes out even if the page is left meanwhile. */
  deleteLeaving(conversationId: string, messageId: string): Promise<{ readonly rev: number }> {
    return this.http.sendLast("DELETE", `${path(conversationId)}/messages/${part(messageId)}`);
  }

  /** Puts a reaction or takes it back; what is so already stays. `emoji` is one emoji. */
  react(conversationId: string, messageId: string, emoji: string, on: boolean): Promise<{ readonly rev: number }> {
    return this.http.send(on ? "PUT" : "DELETE", `${path(conversationId)}/messages/${part(messageId)}/reactions/${part(emoji)}`);
  }

  /** Everything up to `seq` has been read; never goes back. Answers what is unread then. */
  markRead(conversationId: string, seq: number): Promise<{ readonly seq: number; readonly unread: number }> {
    return this.http.send("PUT", `${path(conversationId)}/read`, { seq });
  }
}

function path(conversationId: string): string {
  return `/conversations/${part(conversationId)}`;
}
