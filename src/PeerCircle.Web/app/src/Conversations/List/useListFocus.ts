import { useEffect, useState } from "react";
import type { ListFocus } from "./useWalking.ts";

/** Follows the focus through the list. A removed element loses the focus without anybody having moved it; that is not leaving. */
export function useListFocus(scroller: HTMLElement | null): { readonly focus: ListFocus; readonly isWithin: boolean } {
  const [focus] = useState<ListFocus>(() => ({ key: undefined, isWithin: false, next: undefined }));
  const [isWithin, setWithin] = useState(false);
  useEffect(() => {
    if (scroller === null) return;
    const look = (target: EventTarget | null) => {
      const isInside = target instanceof Element && scroller.contains(target);
      const row = isInside ? target.closest<HTMLElement>(".talk-row") : null;
      focus.isWithin = isInside;
      if (!isInside) focus.next = undefined;
      focus.key = row?.dataset["key"];
      setWithin(row !== null);
    };
    const onFocus = (event: FocusEvent) => look(event.target);
    const onPointer = (event: PointerEvent) => {
      if (event.target instanceof Element && !scroller.contains(event.target)) focus.isWithin = false;
    };
    document.addEventListener("focusin", onFocus);
    document.addEventListener("pointerdown", onPointer);
    return () => {
      document.removeEventListener("focusin", onFocus);
      document.removeEventListener("pointerdown", onPointer);
    };
  }, [scroller, focus]);
  return { focus, isWithin };
}
