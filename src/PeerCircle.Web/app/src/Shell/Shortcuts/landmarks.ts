/** The regions of the page in reading order; of nested ones the inner comes after the outer. */
const regions = ".rail, #main, #main .composer, .panel, .panel .composer";
const wayIn = "[aria-current='page'], textarea, [role='log'], .scroll";

/** Moves the focus to the next (1) or previous (-1) region, round at the ends. */
export function hop(step: 1 | -1): void {
  const present = [...document.querySelectorAll<HTMLElement>(regions)].filter((region) => region.checkVisibility());
  const at = present.findLastIndex((region) => region.contains(document.activeElement));
  const region = present[(at + step + present.length) % present.length] ?? present[0];
  if (region !== undefined) focusOn(region.classList.contains("composer") ? (region.querySelector<HTMLElement>("textarea") ?? region) : entrance(region));
}

/** Into the conversation or page that has just come: where one writes, unless that would call up a touch keyboard. */
export function focusMain(): void {
  // Where there is no room for both, a panel stands instead of the conversation.
  const place = [...document.querySelectorAll<HTMLElement>("#main, .panel")].find((one) => one.checkVisibility());
  if (place === undefined) return;
  const field = matchMedia("(pointer: fine)").matches ? place.querySelector<HTMLElement>(".composer textarea") : null;
  focusOn(field ?? place);
}

export function focusOn(element: HTMLElement): void {
  if (element.tabIndex < 0 && !element.hasAttribute("tabindex")) element.tabIndex = -1;
  element.focus({ preventScroll: element.id === "main" });
}

function entrance(region: HTMLElement): HTMLElement {
  const inner = [...region.querySelectorAll<HTMLElement>(wayIn)].find((element) => element.closest(".composer") === null);
  return inner ?? region;
}
