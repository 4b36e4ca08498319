import { useCallback, useEffect, useLayoutEffect, useRef, type RefObject } from "react";

const nearPx = 24;

export interface KeptScroll {
  readonly box: RefObject<HTMLDivElement | null>;
  toEnd(): void;
  /** To be called when the box scrolls. */
  remember(): void;
}

/**
 * A reader at the end stays at the end; a reader in the past is never moved, whatever comes above or below. The first message in sight is the anchor: after `content`
 * changed, it is put back where it was.
 */
export function useKeptScroll(content: unknown): KeptScroll {
  const box = useRef<HTMLDivElement>(null);
  const isPinned = useRef(true);
  const anchor = useRef<{ readonly id: string; readonly top: number }>(undefined);

  const remember = useCallback(() => {
    const element = box.current;
    if (element === null) return;
    isPinned.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearPx;
    anchor.current = firstInSight(element);
  }, []);

  const restore = useCallback(() => {
    const element = box.current;
    if (element === null) return;
    const kept = anchor.current === undefined ? null : element.querySelector(`[data-id="${anchor.current.id}"]`);
    if (isPinned.current) element.scrollTop = element.scrollHeight;
    else if (kept !== null && anchor.current !== undefined) element.scrollTop += kept.getBoundingClientRect().top - element.getBoundingClientRect().top - anchor.current.top;
  }, []);

  useLayoutEffect(() => {
    restore();
    remember();
  }, [content, restore, remember]);

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(restore);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, [restore]);

  const toEnd = useCallback(() => {
    isPinned.current = true;
    restore();
  }, [restore]);

  return { box, toEnd, remember };
}

/** The messages are in order, so the first one in sight is found by halving. */
function firstInSight(element: HTMLElement): { id: string; top: number } | undefined {
  const messages = element.querySelectorAll<HTMLElement>("[data-id]");
  const { top } = element.getBoundingClientRect();
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const bottom = messages[middle]?.getBoundingClientRect().bottom ?? 0;
    if (bottom <= top) low = middle + 1;
    else high = middle;
  }
  const first = messages[low];
  const id = first?.dataset["id"];
  return first === undefined || id === undefined ? undefined : { id, top: first.getBoundingClientRect().top - top };
}
