import { Kept } from "../../parts/kept.ts";

/** Whether this device shows confetti when a goal is reached. */
export const confetti = new Kept<boolean>(
  "peercircle.confetti",
  (stored) => stored !== "off",
  (value) => (value ? null : "off"),
);
