import type { Me, Member, ServerInfo } from "../api/accounts.ts";
import { ownReactions, type Conversation, type HeldMessage } from "../state/conversation.ts";
import type { ConversationFacts, Message, Mine, Page } from "../wire.ts";

/** Counts up whenever the form of what is kept changes; another form is dropped. */
const form = 1;

/** As the list of conversations cuts the newest message. */
const lastCharacters = 200;
/** At most so many messages, and about so many characters, of one conversation. */
const keptMessages = 100;
const keptCharacters = 250_000;

/** Who one is and where. `at` = when the server has said so, in milliseconds since 1970. */
export interface KeptSession {
  readonly me: Me;
  readonly server: ServerInfo;
  readonly at: number;
}

/** The newest page of a conversation, as a server that stood at the client's cursor would have answered it. */
export interface KeptPage {
  readonly conversationId: string;
  /** When it was last open, in milliseconds since 1970. */
  readonly openedAt: number;
  readonly page: Page;
}

export function ownerOf(memberId: string): string {
  return `${form}/${memberId}`;
}

/** What is known of a conversation, as facts of the highest rev that was seen of it. None as long as nothing was told. */
export function factsToKeep(c: Conversation): ConversationFacts | undefined {
  if (c.facts === undefined || c.epoch === undefined || c.version === 0) return undefined;
  const rev = Math.max(c.head, c.factsRev, c.cursor ?? 0, c.ahead.at(-1)?.[1] ?? 0, c.last?.rev ?? 0);
  const { last: _, ...facts } = c.facts;
  return { ...facts, version: c.version, epoch: c.epoch, rev, seq: c.seq, readSeq: c.readSeq, unread: c.unread, ...(c.last === undefined ? {} : { last: cut(c.last) }) };
}

/**
 * The end of what is loaded, up to where something is missing or is not the server's word yet: what is beyond comes back with what the server tells from the cursor on.
 * None while the newest page is not loaded.
 */
export function pageToKeep(c: Conversation): Page | undefined {
  if (c.loaded === undefined || c.moreAfter || c.cursor === undefined || c.epoch === undefined) return undefined;
  let last = c.loaded.first - 1;
  for (let seq = c.loaded.first; seq <= c.loaded.last && isSettled(c, seq); seq++) last = seq;
  const messages: Message[] = [];
  let characters = 0;
  for (let seq = last; seq >= c.loaded.first && messages.length < keptMessages; seq--) {
    const message = c.messages.at(seq);
    characters += message?.text?.length ?? 0;
    if (message === undefined || (characters > keptCharacters && messages.length > 0)) break;
    messages.push(message);
  }
  messages.reverse();
  const mine: Mine = Object.fromEntries(messages.map(({ id }) => [id, ownReactions(c, id)] as const).filter(([, emoji]) => emoji.length > 0));
  const first = messages[0]?.seq ?? c.loaded.first;
  return { epoch: c.epoch, rev: c.cursor, seq: Math.max(last, 0), messages, mine, moreBefore: c.moreBefore || first > c.loaded.first, moreAfter: false };
}

function cut({ provisional: _, ...message }: HeldMessage): Message {
  const { text } = message;
  if (text === undefined || text.length <= lastCharacters) return message;
  const isPair = /[\uD800-\uDBFF]/.test(text.charAt(lastCharacters - 1));
  return { ...message, text: text.slice(0, isPair ? lastCharacters - 1 : lastCharacters) };
}

function isSettled(c: Conversation, seq: number): boolean {
  const message = c.messages.at(seq);
  return message !== undefined && message.provisional === undefined;
}

export function isSession(value: unknown): value is KeptSession {
  return has(value, { at: "number" }) && isMember(value["me"]) && has(value["server"], { version: "string" }) && has(value["server"]["limits"], { messageCharacters: "number", frameBytes: "number" });
}

export function isMember(value: unknown): value is Member {
  return has(value, { id: "string", displayName: "string", role: "string", createdAt: "string" });
}

export function isFacts(value: unknown): value is ConversationFacts {
  return has(value, { id: "string", kind: "string", title: "string", version: "number", epoch: "string", rev: "number", seq: "number" }) && (value["last"] === undefined || isMessage(value["last"]));
}

export function isPage(value: unknown): value is KeptPage {
  if (!has(value, { conversationId: "string", openedAt: "number" })) return false;
  const { page } = value;
  if (!has(page, { epoch: "string", rev: "number", seq: "number", moreBefore: "boolean" }) || page["moreAfter"] !== false) return false;
  const { messages, mine } = page;
  if (!Array.isArray(messages) || !messages.every(isMessage)) return false;
  const first = messages[0]?.seq ?? 0;
  return messages.every(({ seq }, index) => seq === first + index) && isRecord(mine) && Object.values(mine).every(isTexts);
}

function isMessage(value: unknown): value is Message {
  if (!has(value, { id: "string", seq: "number", rev: "number", kind: "string", createdAt: "string" })) return false;
  const { reactions, mentions } = value;
  const isSilent = value["deletedAt"] !== undefined;
  return (isSilent || typeof value["text"] === "string") && (mentions === undefined || isTexts(mentions)) && (reactions === undefined || (Array.isArray(reactions) && reactions.every(isReaction)));
}

function isReaction(value: unknown): boolean {
  return has(value, { emoji: "string", count: "number" }) && (value["sample"] === undefined || isTexts(value["sample"]));
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((text) => typeof text === "string");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function has(value: unknown, members: Readonly<Record<string, "string" | "number" | "boolean">>): value is Record<string, unknown> {
  return isRecord(value) && Object.entries(members).every(([name, type]) => typeof value[name] === type);
}
