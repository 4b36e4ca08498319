/** What was begun and not sent, by the place it was begun in. Kept over a reload, as far as the browser allows. */
const prefix = "peercircle.draft.";

export function readDraft(place: string): string {
  try {
    return localStorage.getItem(prefix + place) ?? "";
  } catch {
    return "";
  }
}

export function keepDraft(place: string, text: string): void {
  try {
    if (text === "") localStorage.removeItem(prefix + place);
    else localStorage.setItem(prefix + place, text);
  } catch {
    // Full or forbidden: the draft lasts as long as the page.
  }
}

/** For signing out: nothing of this member stays. */
export function dropDrafts(memberId: string): void {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? "");
    for (const key of keys) if (key.startsWith(`${prefix}${memberId}.`)) localStorage.removeItem(key);
  } catch {
    // Without storage there is nothing to drop.
  }
}
