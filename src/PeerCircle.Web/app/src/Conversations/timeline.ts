import type { MessageView, OutboxRow } from "@peercircle/sdk";

const togetherMs = 5 * 60_000;

/** What the list shows, top to bottom: days, the line above what is new, and messages; `isFirst` of those that one person wrote in one go. */
export type TimelineItem =
  | { readonly item: "day"; readonly key: string; readonly at: string }
  | { readonly item: "new"; readonly key: string }
  | { readonly item: "system"; readonly key: string; readonly message: MessageView }
  | { readonly item: "message"; readonly key: string; readonly message: MessageView; readonly isFirst: boolean }
  | { readonly item: "pending"; readonly key: string; readonly row: OutboxRow; readonly isFirst: boolean };

/** `newAfter` = the `seq` after which the line "new" is drawn, if there is anything. */
export function timeline(messages: readonly MessageView[], pending: readonly OutboxRow[], newAfter: number | undefined): TimelineItem[] {
  const items: TimelineItem[] = [];
  let previous: MessageView | undefined;
  let day: string | undefined;
  let isNewDrawn = false;
  for (const message of messages) {
    const itsDay = new Date(message.createdAt).toDateString();
    if (itsDay !== day) {
      items.push({ item: "day", key: `day ${itsDay}`, at: message.createdAt });
      previous = undefined;
    }
    day = itsDay;
    if (!isNewDrawn && newAfter !== undefined && message.seq > newAfter) {
      items.push({ item: "new", key: "new" });
      isNewDrawn = true;
      previous = undefined;
    }
    if (message.kind === "system") items.push({ item: "system", key: message.id, message });
    else items.push({ item: "message", key: message.id, message, isFirst: previous === undefined || !isInOneGo(previous, message) });
    previous = message.kind === "system" ? undefined : message;
  }
  pending.forEach((row, index) => items.push({ item: "pending", key: row.id, row, isFirst: index === 0 }));
  return items;
}

function isInOneGo(previous: MessageView, message: MessageView): boolean {
  return message.authorId !== undefined && previous.authorId === message.authorId && Date.parse(message.createdAt) - Date.parse(previous.createdAt) < togetherMs;
}
