import type { ConversationFacts } from "../wire.ts";
import { applyCompletion, applyPage, applyPush, applySync } from "./answers.ts";
import { emptyConversation, isBehind, type ClientState, type Conversation } from "./conversation.ts";
import { takeFacts } from "./facts.ts";
import { growAtEnd, trim } from "./loading.ts";
import { markReacted } from "./merging.ts";
import { addPost, discard, holdBack, refuse, retry, sendNext, settle, wake } from "./outbox.ts";
import type { ConversationStep, Step } from "./steps.ts";
import { moveRead } from "./unread.ts";
import { Work, type Want } from "./work.ts";

export interface Outcome {
  readonly state: ClientState;
  readonly wants: readonly Want[];
}

/** The next state and what it asks for. Pure: the state given stays as it was, and is answered again when nothing changed. */
export function reduce(state: ClientState, step: Step): Outcome {
  if (step.step === "online") return goOnline(state, step.on);
  if (step.step === "list") return takeList(state, step.items);
  if (step.step === "removed" || step.step === "gone") return remove(state, step.conversationId, step.version, step.step);
  const before = beginning(state, step);
  if (before === undefined) return { state, wants: [] };
  const work = new Work(before, state.me);
  const isNew = !state.conversations.has(before.id);
  if (isNew && step.step === "push") work.want("facts");
  apply(work, step);
  finish(work, state.online);
  return { state: put(state, work, isNew), wants: work.wants };
}

const creating: readonly Step["step"][] = ["open", "push", "changed", "facts", "post"];

/** The conversation as it is before the step; none if the step has nothing to happen to. */
function beginning(state: ClientState, step: Exclude<Step, { step: "online" | "list" }>): Conversation | undefined {
  const held = state.conversations.get(step.conversationId);
  const removed = state.removed.get(step.conversationId);
  if (removed !== undefined && "facts" in step && step.facts.version <= removed.version) return undefined;
  if (held !== undefined) return "generation" in step && step.generation !== held.generation ? undefined : held;
  if (removed !== undefined && (step.step === "push" || step.step === "post")) return undefined;
  return creating.includes(step.step) ? emptyConversation(step.conversationId, removed === undefined ? 0 : removed.generation + 1) : undefined;
}

function apply(work: Work, step: ConversationStep): void {
  const { c } = work;
  switch (step.step) {
    case "open":
      c.open = step.on;
      if (step.on) refresh(work);
      return;
    case "push": return applyPush(work, step);
    case "page": return applyPage(work, step.page, step.asked);
    case "sync": return applySync(work, step.answer, step.after);
    case "completion": return applyCompletion(work, step.answer, step.after);
    case "gapElapsed":
      if (isBehind(c)) work.want("sync");
      return;
    case "behind":
      if (c.cursor === undefined) work.want("facts");
      else if (c.cursor < step.rev) work.want("sync");
      return;
    case "trim": return trim(work, step.first, step.last);
    case "reacted": return markReacted(work, step.messageId, step.emoji, step.on, step.rev);
    case "read": return moveRead(work, step.seq, step.unread);
    case "readMoved":
      if (step.seq > (c.readBy.get(step.memberId) ?? 0)) work.putReadBy(step.memberId, step.seq);
      return;
    case "changed":
    case "facts": return takeFacts(work, step.facts, false);
    case "post": return addPost(work, step.id, step.text, step.parentId);
    case "receipt": return settle(work, step.receipt);
    case "refused": return refuse(work, step.id, step.code, step.retryable);
    case "due": return wake(work, step.id);
    case "retry": return retry(work, step.id);
    case "discard": return discard(work, step.id);
    case "removed":
    case "gone": return;
  }
}

function refresh(work: Work): void {
  work.want(work.c.cursor === undefined ? "page" : "sync");
}

/** What holds after every step, whichever it was. */
function finish(work: Work, online: boolean): void {
  growAtEnd(work);
  if (isBehind(work.c) && !isBehind(work.before) && !work.wants.some((w) => w.want === "sync")) work.want("gap");
  if (online) sendNext(work);
}

function put(state: ClientState, work: Work, isNew: boolean): ClientState {
  if (!isNew && isSame(work.before, work.c)) return state;
  const conversations = new Map(state.conversations).set(work.c.id, work.c);
  if (work.c.version === 0 || !state.removed.has(work.c.id)) return { ...state, conversations };
  const removed = new Map(state.removed);
  removed.delete(work.c.id);
  return { ...state, conversations, removed };
}

function isSame(a: Conversation, b: Conversation): boolean {
  return (Object.keys(a) as (keyof Conversation)[]).every((key) => Object.is(a[key], b[key]));
}

function goOnline(state: ClientState, on: boolean): Outcome {
  const wants: Want[] = on ? [{ want: "list" }] : [];
  let next: ClientState = { ...state, online: on };
  for (const held of state.conversations.values()) {
    const work = new Work(held, state.me);
    if (!on) holdBack(work);
    else if (held.open) refresh(work);
    finish(work, on);
    next = put(next, work, false);
    wants.push(...work.wants);
  }
  return { state: next, wants };
}

function takeList(state: ClientState, items: readonly ConversationFacts[]): Outcome {
  const wants: Want[] = [];
  const conversations = new Map(state.conversations);
  const removed = new Map(state.removed);
  const next: ClientState = { ...state, conversations, removed };
  for (const facts of items) {
    const step = { step: "facts", conversationId: facts.id, facts } as const;
    const before = beginning(next, step);
    if (before === undefined) continue;
    const work = new Work(before, state.me);
    takeFacts(work, facts, true);
    finish(work, state.online);
    if (!conversations.has(facts.id) || !isSame(work.before, work.c)) conversations.set(facts.id, work.c);
    if (work.c.version > 0) removed.delete(facts.id);
    wants.push(...work.wants);
  }
  const listed = new Set(items.map((facts) => facts.id));
  for (const held of conversations.values())
    if (held.version > 0 && !listed.has(held.id)) wants.push({ want: "facts", conversationId: held.id });
  return { state: next, wants };
}

function remove(state: ClientState, id: string, version: number, step: "removed" | "gone"): Outcome {
  const held = state.conversations.get(id);
  const known = state.removed.get(id);
  const present = Math.max(held?.version ?? 0, known?.version ?? 0);
  if (step === "removed" ? version < present : held === undefined || held.version > version) return { state, wants: [] };
  const conversations = new Map(state.conversations);
  conversations.delete(id);
  const memory = { version: step === "removed" ? version : present, generation: held?.generation ?? known?.generation ?? 0 };
  return { state: { ...state, conversations, removed: new Map(state.removed).set(id, memory) }, wants: [] };
}
