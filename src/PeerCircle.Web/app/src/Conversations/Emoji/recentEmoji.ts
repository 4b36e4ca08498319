/** What one picked lately, the latest first. */
const prefix = "peercircle.emoji.";
const most = 16;

export function recentEmoji(memberId: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(prefix + memberId) ?? "[]");
    return Array.isArray(kept) ? kept.filter((emoji) => typeof emoji === "string") : [];
  } catch {
    return [];
  }
}

export function rememberEmoji(memberId: string, emoji: string): void {
  try {
    localStorage.setItem(prefix + memberId, JSON.stringify([emoji, ...recentEmoji(memberId).filter((other) => other !== emoji)].slice(0, most)));
  } catch {
    // Full or forbidden: nothing is remembered.
  }
}

/** For signing out. */
export function forgetEmoji(memberId: string): void {
  try {
    localStorage.removeItem(prefix + memberId);
  } catch {
    // Without storage there is nothing to forget.
  }
}
