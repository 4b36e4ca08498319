import { Kept } from "../../parts/kept.ts";

/** "device" = as the device has it, also when that changes. */
export type Theme = "device" | "light" | "dark";

/** The appearance chosen on this device. `public/theme.js` reads the same key before the page is drawn. */
export const theme = new Kept<Theme>(
  "peercircle.theme",
  (stored) => (stored === "light" || stored === "dark" ? stored : "device"),
  (value) => (value === "device" ? null : value),
);

/** Light becomes dark and dark light, whoever chose it. */
export function switchTheme(): void {
  theme.set(isDark() ? "light" : "dark");
}

function isDark(): boolean {
  const chosen = theme.getSnapshot();
  return chosen === "device" ? matchMedia("(prefers-color-scheme: dark)").matches : chosen === "dark";
}

function apply(): void {
  const chosen = theme.getSnapshot();
  if (chosen === "device") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = chosen;
  paintBars();
}

/** The bars of the browser and of the installed app take the colour of the list. */
function paintBars(): void {
  const colour = getComputedStyle(document.documentElement).backgroundColor;
  for (const meta of document.querySelectorAll<HTMLMetaElement>("meta[name='theme-color']")) meta.content = colour;
}

/** Keeps the page in the theme that is chosen; to be called once. */
export function keepTheme(): void {
  apply();
  theme.subscribe(apply);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paintBars);
}
