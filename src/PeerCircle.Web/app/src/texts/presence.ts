export const presence = {
  online: "Online",
  away: "Away",
  /** Said after a name, to those who do not see the mark on the face. */
  spoken: { online: "online", away: "away" },
} as const;
