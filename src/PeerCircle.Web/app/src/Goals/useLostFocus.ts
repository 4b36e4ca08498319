import { useEffect, useRef, type RefObject } from "react";

/** Gives the focus to an element when what had it went with a change of `state`. */
export function useLostFocus(ref: RefObject<HTMLElement | null>, state: string): void {
  const before = useRef(state);
  useEffect(() => {
    if (before.current === state) return;
    before.current = state;
    const held = document.activeElement;
    if (held === null || held === document.body) ref.current?.focus({ preventScroll: true });
  }, [ref, state]);
}
