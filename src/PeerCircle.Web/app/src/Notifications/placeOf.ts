import type { Notification, NotificationKind } from "@peercircle/sdk";
import type { Icon } from "../parts/Icon.tsx";

type IconName = Parameters<typeof Icon>[0]["name"];

const icons: Readonly<Record<NotificationKind, IconName>> = {
  mention: "at",
  reply: "reply",
  direct: "edit",
  question: "room",
  answer: "reply",
  nudge: "room",
  checkInDue: "clock",
  checkInMissed: "clock",
  celebration: "wins",
  cheer: "wins",
  invited: "people",
  removed: "leave",
  checkIn: "checkIn",
  change: "day",
};

/** Where a notification leads: to its goal, else to its message, else to its conversation. Of a kind that this version does not know it still leads there. */
export function placeOf({ goalId, conversationId, messageId }: Pick<Notification, "goalId" | "conversationId" | "messageId">): string | undefined {
  if (goalId !== undefined) return `/goals/${goalId}`;
  if (conversationId === undefined) return undefined;
  return messageId === undefined ? `/c/${conversationId}` : `/c/${conversationId}?message=${messageId}`;
}

export function iconOf(kind: NotificationKind): IconName {
  return icons[kind] ?? "inbox";
}
