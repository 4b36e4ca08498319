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

export function closeEmojiPicker(): void {
  request.set(undefined);
}

export const importEmojiPicker = () => import("./EmojiPicker.tsx");

/** Before it is asked for, so that it opens at once. */
export function preloadEmojiPicker(): void {
  importEmojiPicker().catch(() => undefined);
  loadEmoji().catch(() => undefined);
}
