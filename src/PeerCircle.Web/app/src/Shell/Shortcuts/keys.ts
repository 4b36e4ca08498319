/** What one can do from anywhere without a pointer. No key alone does anything, so that dictation and slips do nothing (WCAG 2.1.4). */
export type Shortcut = "switch" | "help" | "theme" | "next" | "previous" | "nextUnread" | "previousUnread" | "hop" | "hopBack" | "close";

const isMac = /mac|iphone|ipad/iu.test(navigator.platform);
const command = isMac ? "⌘" : "Ctrl";
const alt = isMac ? "⌥" : "Alt";

const shown: Readonly<Record<Shortcut, string>> = {
  switch: `${command} K`,
  help: `${command} /`,
  theme: `${command} Shift L`,
  next: `${alt} ↓`,
  previous: `${alt} ↑`,
  nextUnread: `${alt} Shift ↓`,
  previousUnread: `${alt} Shift ↑`,
  hop: "F6",
  hopBack: "Shift F6",
  close: "Esc",
};

/** The keys as they are written on this machine. */
export function keysOf(shortcut: Shortcut): string {
  return shown[shortcut];
}

type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "isComposing">;

/** What the keys mean, if anything; while a word is being composed they belong to the input method. */
export function shortcutOf(event: Pressed, mac = isMac): Shortcut | undefined {
  if (event.isComposing) return undefined;
  const isCommand = mac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  if (event.key === "F6" && !event.altKey && !event.metaKey) return event.shiftKey ? "hopBack" : "hop";
  if (event.key === "Escape" && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey) return "close";
  if (isCommand && !event.altKey) return commandOf(event);
  if (event.altKey && !event.ctrlKey && !event.metaKey) return walkOf(event);
  return undefined;
}

function commandOf({ key, shiftKey }: Pressed): Shortcut | undefined {
  if (key === "/") return "help"; // On many keyboards with Shift.
  if (key.toLowerCase() === "k" && !shiftKey) return "switch";
  if (key.toLowerCase() === "l" && shiftKey) return "theme";
  return undefined;
}

function walkOf({ key, shiftKey }: Pressed): Shortcut | undefined {
  if (key === "ArrowDown") return shiftKey ? "nextUnread" : "next";
  if (key === "ArrowUp") return shiftKey ? "previousUnread" : "previous";
  return undefined;
}
