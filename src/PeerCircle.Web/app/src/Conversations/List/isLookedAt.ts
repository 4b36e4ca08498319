/** Somebody is in front of it, and it is not hidden behind something else. */
export function isLookedAt(element: HTMLElement | null): boolean {
  return element !== null && element.clientHeight > 0 && document.visibilityState === "visible" && document.hasFocus();
}
