import type { ChangesAnswer, Page, PageRequest } from "../wire.ts";
import { isBehind } from "./conversation.ts";
import { cover, startCursor } from "./covering.ts";
import { loadRange } from "./loading.ts";
import { mergeMessages, mergeMine } from "./merging.ts";
import type { ConversationStep } from "./steps.ts";
import type { Work } from "./work.ts";

type Push = Extract<ConversationStep, { step: "push" }>;

/** Whether `epoch` is that of what is held; if it is not, the truth is asked for and nothing may be applied. */
function isOfThisEpoch(work: Work, epoch: string): boolean {
  const { c } = work;
  if (c.epoch === undefined) c.epoch = epoch;
  if (c.epoch === epoch) return true;
  if (c.cursor !== undefined) {
    work.want("sync");
    return false;
  }
  work.forgetForAnotherEpoch();
  work.want("facts");
  if (c.open) work.want("page");
  return false;
}

export function applyPush(work: Work, push: Push): void {
  if (!isOfThisEpoch(work, push.epoch)) return;
  mergeMessages(work, push.messages);
  cover(work, push.from, push.to);
}

export function applyPage(work: Work, page: Page, asked: PageRequest): void {
  const { c } = work;
  if (!isOfThisEpoch(work, page.epoch)) return;
  mergeMessages(work, page.messages);
  mergeMine(work, page.messages, page.mine);
  if (page.rev < Math.max(c.discarded, c.started)) work.wants.push({ want: "complete", conversationId: c.id, after: page.rev });
  if (asked.parentId !== undefined) return;
  if (c.cursor === undefined) startCursor(work, page.rev);
  loadRange(work, page, asked);
}

export function applySync(work: Work, answer: ChangesAnswer, after: number): void {
  const { c } = work;
  const isAnotherEpoch = c.epoch !== undefined && c.epoch !== answer.epoch;
  if (answer.reset || isAnotherEpoch) {
    if (isAnotherEpoch) {
      work.forgetForAnotherEpoch();
      work.want("facts");
    } else {
      work.forget();
    }
    c.epoch = answer.epoch;
    if (c.open) work.want("page");
    return;
  }
  c.epoch = answer.epoch;
  applyChanges(work, answer, after);
  if (!answer.complete) work.want("sync");
  else if (isBehind(c)) work.want("gap");
}

export function applyCompletion(work: Work, answer: ChangesAnswer, after: number): void {
  if (!isOfThisEpoch(work, answer.epoch)) return;
  if (answer.reset) {
    work.want("again");
    return;
  }
  applyChanges(work, answer, after);
  if (!answer.complete) work.wants.push({ want: "complete", conversationId: work.c.id, after: answer.to });
}

function applyChanges(work: Work, answer: ChangesAnswer, after: number): void {
  mergeMessages(work, answer.messages);
  mergeMine(work, answer.messages, answer.mine);
  cover(work, after, answer.to);
}
