import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { TimelineItem } from "../timeline.ts";
import { theEnd } from "./spots.ts";
import type { Stay, StayView } from "./stay.ts";
import type { MessageWindow } from "./useWindow.ts";

interface Walk {
  readonly scroller: HTMLElement;
  readonly items: readonly TimelineItem[];
  readonly stay: Stay;
  readonly shown: StayView;
  readonly focus: ListFocus;
}

/** Where the focus is in the list: in a row, which stays drawn for as long, or in none. Outlives the rows. */
export interface ListFocus {
  key: string | undefined;
  isWithin: boolean;
  /** To be focused as soon as it is there. */
  next: { readonly key: string } | { readonly edge: "first" | "last" } | undefined;
}

const foreign = "textarea, input, select, dialog, [contenteditable], [role=menu], [role=dialog], [role=listbox]";

/** The index of the row in which the focus is. */
export function useFocusedRow(items: readonly TimelineItem[], focus: ListFocus): number | undefined {
  const known = useRef(-1);
  if (focus.key === undefined) return undefined;
  if (items[known.current]?.key !== focus.key) known.current = items.findIndex(({ key }) => key === focus.key);
  return known.current < 0 ? undefined : known.current;
}

/** The list is one stop for Tab; the arrows, Home, End and the page keys walk through its messages, drawn or not. */
export function useWalking({ scroller, items, stay, shown, focus }: Walk, window: MessageWindow): void {
  const [, draw] = useState(0);
  const goTo = useCallback(
    (index: number) => {
      const key = items[index]?.key;
      if (key === undefined) return;
      focus.key = key;
      focus.next = { key };
      window.toRow(index, "sight");
      draw((n) => n + 1);
    },
    [items, focus, window.toRow],
  );

  useEffect(() => {
    const present = () => items.findIndex(({ key }) => key === focus.key);
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || target.closest(foreign) !== null) return;
      const row = target.closest<HTMLElement>(".talk-row");
      const at = row === null ? -1 : present();
      const { moreBefore, moreAfter } = shown.view;
      switch (event.key) {
        case "ArrowUp": goTo(at < 0 ? window.lastInSight() : Math.max(0, at - 1)); break;
        case "ArrowDown": goTo(at < 0 ? window.lastInSight() : Math.min(items.length - 1, at + 1)); break;
        case "PageUp": goTo(window.pageFrom(at < 0 ? window.lastInSight() : at, -1)); break;
        case "PageDown": goTo(window.pageFrom(at < 0 ? window.lastInSight() : at, 1)); break;
        case "Home":
          if (!moreBefore) goTo(0);
          else {
            focus.next = { edge: "first" };
            stay.goTo({ to: "seq", seq: 1, offset: 0 });
          }
          break;
        case "End":
          if (!moreAfter) goTo(items.length - 1);
          else {
            focus.next = { edge: "last" };
            stay.goTo(theEnd);
          }
          break;
        default: return;
      }
      event.preventDefault();
    };
    scroller.addEventListener("keydown", onKeyDown);
    return () => scroller.removeEventListener("keydown", onKeyDown);
  }, [scroller, items, stay, shown.view, focus, goTo, window.lastInSight, window.pageFrom]);

  useLayoutEffect(() => {
    if (shown.failed !== undefined) focus.next = undefined;
    const { next } = focus;
    if (next !== undefined && "edge" in next) {
      const { moreBefore, moreAfter } = shown.view;
      if (next.edge === "first" ? moreBefore : moreAfter) return;
      focus.next = undefined;
      goTo(next.edge === "first" ? 0 : items.length - 1);
    } else if (next !== undefined) {
      if (focusRow(scroller, next.key)) focus.next = undefined;
    } else if (focus.isWithin && document.activeElement === document.body) {
      // What had the focus has been replaced or is gone.
      if (focus.key === undefined || !focusRow(scroller, focus.key)) scroller.focus({ preventScroll: true });
    }
  });
}

function focusRow(scroller: HTMLElement, key: string): boolean {
  const row = scroller.querySelector<HTMLElement>(`.talk-row[data-key="${CSS.escape(key)}"] [data-id]`);
  row?.focus({ preventScroll: true });
  return row !== null;
}
