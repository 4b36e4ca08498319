import { Observable, type Readable } from "@peercircle/sdk";
import { loadEmoji } from "./emojiData.ts";

export interface PickRequest {
  /** What it opens at. */
  readonly anchor: HTMLElement;
  readonly onPick: (emoji: string) => void;
  /** Where the focus goes after it; to `anchor` when left out. */
  readonly then?: () => void;
}

const request = new Observable<PickRequest | undefined>(undefined);

/** The one picker of the page: who asked for it may go out of sight meanwhile. */
export const picking: Readable<PickRequest | undefined> = request;

export function openEmojiPicker(wanted: PickRequest): void {
  request.set(wanted);
}

/** What is done with a picked emoji waits until the picker is gone: while it is there nothing else takes the focus. */
let finish: (() => void) | undefined;

export function closeEmojiPicker(picked?: string): void {
  const answered = request.getSnapshot();
  if (answered === undefined) return;
  finish = () => {
    if (answered.then !== undefined) answered.then();
    else answered.anchor.focus();
    if (picked !== undefined) answered.onPick(picked);
  };
  request.set(undefined);
}

/** Who asked for it is gone. */
export function dropEmojiPicker(): void {
  finish = undefined;
  request.set(undefined);
}

/** To be called once the picker is gone. */
export function pickerIsGone(): void {
  const act = finish;
  finish = undefined;
  act?.();
}

export const importEmojiPicker = () => import("./EmojiPicker.tsx");

/** Before it is asked for, so that it opens at once. */
export function preloadEmojiPicker(): void {
  importEmojiPicker().catch(() => undefined);
  loadEmoji().catch(() => undefined);
}
