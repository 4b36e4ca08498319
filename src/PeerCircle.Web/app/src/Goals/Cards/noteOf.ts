import type { Message } from "@peercircle/sdk";

/** What somebody wrote with a check-in: the text of its card is a sentence about it, and then the note. */
export function noteOf({ text = "" }: Pick<Message, "text">): string | undefined {
  const end = text.indexOf("\n");
  return end < 0 ? undefined : text.slice(end + 1).trim() || undefined;
}
