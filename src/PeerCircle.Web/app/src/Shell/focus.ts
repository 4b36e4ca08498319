import { useEffect, useLayoutEffect, useRef, type RefObject } from "react";
import { focusMain } from "./Shortcuts/landmarks.ts";

let isWanted = false;

/** The place that is gone to takes the focus, wherever it was. */
export function wantFocus(to: string): void {
  isWanted = to !== location.pathname;
}

/** Where one goes takes the focus when it was asked to, or when what had it is gone; coming back to the list finds the row one came from. */
export function useFocusKept(path: string): void {
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    const from = before.current;
    before.current = path;
    const held = document.activeElement;
    const isHeld = held !== null && held !== document.body && held.checkVisibility();
    if (isHeld && !isWanted) return;
    isWanted = false;
    const row = path === "/" ? [...document.querySelectorAll<HTMLElement>(".rail .row")].find((link) => from.startsWith(link.getAttribute("href") ?? "?")) : undefined;
    if (row?.checkVisibility() === true) row.focus();
    else focusMain();
  }, [path]);
}

/** What stands in for a place that is on its way leaves its focus to what comes there. */
export function useFocusPassedOn(place: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const standIn = place.current;
    return () => {
      if (standIn !== null && standIn === document.activeElement) queueMicrotask(focusMain);
    };
  }, [place]);
}
