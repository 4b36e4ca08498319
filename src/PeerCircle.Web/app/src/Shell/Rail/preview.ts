import { goalCardOf, type ConversationRow } from "@peercircle/sdk";
import { plainText } from "../../Conversations/Markdown/plainText.ts";
import { texts } from "../../texts.ts";

/** The last message of a conversation in one line of plain words, with who said it where that is not plain. */
export function previewOf(row: ConversationRow, me: string, nameOf: (id: string) => string): string {
  const { last } = row;
  if (last === undefined) return "";
  if (last.deletedAt !== undefined) return last.deletedBy === "moderator" ? texts.conversations.deletedByModerator : texts.conversations.deletedByAuthor;
  const words = plainText(whole(last.text ?? ""), nameOf).replaceAll(/\s+/gu, " ").trim();
  if (last.authorId === undefined || goalCardOf(last) !== undefined) return words; // A card says itself whose it is.
  if (last.authorId === me) return texts.shell.saidBy(texts.you, words);
  return row.kind === "direct" ? words : texts.shell.saidBy(calledBy(nameOf(last.authorId)), words);
}

/** The list cuts long texts, maybe in the middle of a mention. */
function whole(text: string): string {
  return text.replace(/<@?[0-9a-f-]{0,36}$/iu, "…");
}

/** What one calls somebody: the first word of the name, unless it is a title. */
function calledBy(name: string): string {
  const [first = name] = name.split(" ");
  return first.endsWith(".") ? name : first;
}
