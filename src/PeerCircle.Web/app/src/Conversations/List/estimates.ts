import { goalCardOf, type MessageView } from "@peercircle/sdk";
import { noteOf } from "../../Goals/Cards/noteOf.ts";
import type { TimelineItem } from "../timeline.ts";

const linePx = 22;
const apartPx = 8;
const headPx = 38;
const dividerPx = 72;
const reactionsPx = 36;
const quotePx = 28;
const threadPx = 32;
/** Of cards, without what one may have more than another. */
const cardPx = { goal: 142, checkIn: 92, celebration: 260 } as const;
/** Of wins that are drawn as one: each, and what stands above them. */
const winPx = 45;
const togetherPx = 106;
const figurePx = 40;
const witnessesPx = 32;
const glyphPx = 7;
const measurePx = 608;
const besideTextPx = 96;

/**
 * How high rows will be, by what is in them; close enough that little has to be made up for once they are drawn. What was guessed once stays: the virtualiser takes it for
 * the height of the row until it is drawn, and as one that was right after that, so that another guess would move what stands below.
 */
export class Estimates {
  readonly #known = new Map<string, number>();
  #perLine = 80;

  forWidth(width: number): void {
    this.#perLine = Math.max(16, Math.floor(Math.min(measurePx, width - besideTextPx) / glyphPx));
  }

  of(item: TimelineItem): number {
    const known = this.#known.get(item.key);
    if (known !== undefined) return known;
    const height = this.#guess(item);
    this.#known.set(item.key, height);
    return height;
  }

  #guess(item: TimelineItem): number {
    const text = (item.item === "pending" ? item.row.text : item.message.text) ?? "";
    let height = 0;
    if (item.day !== undefined) height += dividerPx;
    if (item.isNew) height += dividerPx;
    if (item.item === "message" && item.together !== undefined) {
      height += winPx + this.#lines(goalCardOf(item.message)?.title ?? "");
      if (item.isFirst) height += togetherPx;
    } else {
      const card = item.item === "message" ? this.#card(item.message) : undefined;
      height += apartPx + (card ?? this.#lines(text));
      if (item.item !== "system" && item.isFirst) height += headPx;
    }
    if (item.item !== "message") return height;
    if ((item.message.reactions?.length ?? 0) > 0) height += reactionsPx;
    if (item.message.parentId !== undefined) height += quotePx;
    if ((item.message.replyCount ?? 0) > 0) height += threadPx;
    return height;
  }

  #lines(text: string): number {
    let lines = 0;
    for (const line of text.split("\n")) lines += Math.max(1, Math.ceil(line.length / this.#perLine));
    return lines * linePx;
  }

  #card(message: MessageView): number | undefined {
    const card = goalCardOf(message);
    if (card === undefined) return undefined;
    const note = card.type === "checkIn" ? noteOf(message) : undefined;
    let height = apartPx + cardPx[card.type];
    if (note !== undefined) height += 12 + this.#lines(note);
    if (card.value !== undefined && card.type !== "celebration") height += figurePx;
    if (card.witnesses !== undefined && card.type === "celebration") height += witnessesPx;
    return height;
  }
}
