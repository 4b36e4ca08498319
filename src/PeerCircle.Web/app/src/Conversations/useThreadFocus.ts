import { useLayoutEffect, useRef, type RefObject } from "react";
import { focusOn } from "../Shell/Shortcuts/landmarks.ts";

/** Who opens a thread has come to answer, unless that would call up a touch keyboard; who closes it is back at its message. */
export function useThreadFocus(messageId: string): RefObject<HTMLElement | null> {
  const panel = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const opened = panel.current;
    const field = matchMedia("(pointer: fine)").matches ? opened?.querySelector<HTMLElement>(".composer textarea") : undefined;
    if (opened !== null) focusOn(field ?? opened);
    return () => {
      if (opened?.contains(document.activeElement) === true)
        queueMicrotask(() => document.querySelector<HTMLElement>(`#main [data-id="${CSS.escape(messageId)}"]`)?.focus({ preventScroll: true }));
    };
  }, [messageId]);
  return panel;
}
