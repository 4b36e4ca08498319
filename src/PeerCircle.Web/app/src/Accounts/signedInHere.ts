import { Kept } from "../parts/kept.ts";

/** Whether somebody was signed in on this device when the page was last open: a hint of what to load first, and nothing else. */
export const signedInHere = new Kept<boolean>(
  "peercircle.signedIn",
  (stored) => stored !== null,
  (value) => (value ? "yes" : null),
);
