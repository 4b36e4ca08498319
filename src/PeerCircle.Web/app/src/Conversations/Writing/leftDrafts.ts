const prefix = "peercircle.draft.";

/** What was begun in a conversation and its threads, for one who has no place to go on with it. */
export function leftDrafts(memberId: string, conversationId: string): readonly string[] {
  try {
    return Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? "")
      .filter((key) => key.startsWith(`${prefix}${memberId}.${conversationId}`))
      .map((key) => wordsOf(localStorage.getItem(key) ?? ""))
      .filter((words) => words.trim() !== "");
  } catch {
    return []; // Without storage nothing is left.
  }
}

/** A draft is kept with what belongs to it, or as its words alone. */
function wordsOf(stored: string): string {
  try {
    const draft: unknown = JSON.parse(stored);
    return typeof draft === "object" && draft !== null && "text" in draft && typeof draft.text === "string" ? draft.text : stored;
  } catch {
    return stored;
  }
}
