import type { NotificationKind } from "@peercircle/sdk";

const kinds: Readonly<Record<NotificationKind, string>> = {
  mention: "Mention",
  reply: "Reply",
  direct: "Direct message",
  question: "Question",
  answer: "Answer",
  nudge: "A kind question",
  checkInDue: "Check-in",
  checkInMissed: "Check-in",
  celebration: "Win",
  cheer: "Cheers",
  invited: "Invitation",
  removed: "Change of a circle",
  checkIn: "Check-in you witness",
  change: "Change you witness",
};

export const notifications = {
  title: "Inbox",
  list: "Notifications",
  kinds,
  other: "News",
  unread: (count: number) => (count === 0 ? "Nothing new" : count >= 100 ? "100 or more new" : `${count} new`),
  new: "new",
  readAll: "Mark all read",
  read: "Mark as read",
  readNamed: (reason: string) => `Mark as read: ${reason}`,
  older: "Show earlier ones",
  emptyTitle: "Nothing is waiting for you",
  empty: "When a check-in is due, or somebody asks, answers or cheers, it comes here and says why.",
  toGoals: "To your goals",
  offlineTitle: "Your inbox is not on this device yet",
  offline: "It comes as soon as there is a connection. Nothing is lost.",
} as const;
