import type { ChangesAnswer, ConversationFacts, Message, Page, PageRequest, Receipt } from "../wire.ts";

/** What has happened in one conversation (tests/golden/README.md, section 3). `generation` is the one in which an answer was asked for. */
export type ConversationStep =
  | { readonly step: "open"; readonly on: boolean }
  | { readonly step: "push"; readonly epoch: string; readonly from: number; readonly to: number; readonly messages: readonly Message[] }
  | { readonly step: "page"; readonly page: Page; readonly asked: PageRequest; readonly generation: number }
  | { readonly step: "sync"; readonly answer: ChangesAnswer; readonly after: number; readonly generation: number }
  | { readonly step: "completion"; readonly answer: ChangesAnswer; readonly after: number; readonly generation: number }
  | { readonly step: "gapElapsed" }
  | { readonly step: "behind"; readonly rev: number }
  | { readonly step: "trim"; readonly first: number; readonly last: number }
  | { readonly step: "reacted"; readonly messageId: string; readonly emoji: string; readonly on: boolean; readonly rev: number }
  | { readonly step: "read"; readonly seq: number; readonly unread?: number | undefined }
  | { readonly step: "readMoved"; readonly memberId: string; readonly seq: number }
  | { readonly step: "changed" | "facts"; readonly facts: ConversationFacts }
  | { readonly step: "removed" | "gone"; readonly version: number }
  | { readonly step: "post"; readonly id: string; readonly text: string; readonly parentId?: string | undefined }
  | { readonly step: "receipt"; readonly receipt: Receipt }
  | { readonly step: "refused"; readonly id: string; readonly code: string; readonly retryable: boolean }
  | { readonly step: "due" | "retry" | "discard"; readonly id: string };

/** What has happened to the client as a whole. */
export type ClientStep =
  | { readonly step: "online"; readonly on: boolean }
  | { readonly step: "list"; readonly items: readonly ConversationFacts[] };

export type Step = ClientStep | (ConversationStep & { readonly conversationId: string });
