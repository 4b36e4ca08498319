export const writing = {
  emoji: "Emoji",
  mention: "Mention someone",
  people: "People to mention",
  shortcodes: "Emoji to insert",
  left: (count: number) => `${count} characters left`,
  nearLimit: "You are near the longest a message can be.",
  overLimit: "This is too long to send. Your words are safe here; send them in parts.",
  failedCount: (count: number) => `${count} messages were not sent.`,
  retryAll: "Try all again",
} as const;
