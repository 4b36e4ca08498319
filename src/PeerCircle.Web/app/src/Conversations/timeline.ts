import type { MessageView, OutboxRow } from "@peercircle/sdk";

const togetherMs = 5 * 60_000;

/** What the list shows, top to bottom: days, the line above what is new, and messages grouped by who wrote them. */
export type TimelineItem =
  | { readonly item: "day"; readonly key: string; readonly at: string }
  | { readonly item: "new"; readonly key: string }
  | { readonly item: "system"; readonly key: string; readonly message: MessageView }
  | { readonly item: "group"; readonly key: string; readonly authorId: string | undefined; readonly at: string; readonly messages: readonly MessageView[] }
  | { readonly item: "pending"; readonly key: string; readonly rows: readonly OutboxRow[] };

/** `newAfter` = the `seq` after which the line "new" is drawn, if there is anything. */
export function timeline(messages: readonly MessageView[], pending: readonly OutboxRow[], newAfter: number | undefined): TimelineItem[] {
  const items: TimelineItem[] = [];
  let group: (TimelineItem & { item: "group"; messages: MessageView[] }) | undefined;
  let day: string | undefined;
  let isNewDrawn = false;
  for (const message of messages) {
    const itsDay = new Date(message.createdAt).toDateString();
    if (itsDay !== day) {
      items.push({ item: "day", key: `day ${itsDay}`, at: message.createdAt });
      group = undefined;
    }
    day = itsDay;
    if (!isNewDrawn && newAfter !== undefined && message.seq > newAfter) {
      items.push({ item: "new", key: "new" });
      isNewDrawn = true;
      group = undefined;
    }
    if (message.kind === "system") {
      items.push({ item: "system", key: message.id, message });
      group = undefined;
    } else if (group !== undefined && belongs(group, message)) {
      group.messages.push(message);
    } else {
      group = { item: "group", key: message.id, authorId: message.authorId, at: message.createdAt, messages: [message] };
      items.push(group);
    }
  }
  if (pending.length > 0) items.push({ item: "pending", key: "pending", rows: pending });
  return items;
}

function belongs(group: { authorId: string | undefined; messages: readonly MessageView[] }, message: MessageView): boolean {
  const last = group.messages.at(-1);
  return last !== undefined && group.authorId === message.authorId && message.authorId !== undefined && Date.parse(message.createdAt) - Date.parse(last.createdAt) < togetherMs;
}
