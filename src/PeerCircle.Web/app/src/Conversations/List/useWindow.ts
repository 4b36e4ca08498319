import { elementScroll, observeElementOffset, useVirtualizer, type Range, type Virtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useLayoutEffect, useReducer, useRef, useState, type RefObject } from "react";

/** At most so many rows are drawn, beside those that must be, as long as they fill the view. */
const mostDrawn = 76;
const sparePerSide = 12;
const fewestSpare = 3;
const nearEndPx = 24;
const alignedPx = 96;
/** On iOS the virtualiser may not scroll while one does, and keeps apart where it would be. */
const holdsBack = CSS.supports("-webkit-touch-callout", "none");

export type Place = { readonly at: "end" } | { readonly at: "row"; readonly index: number; readonly offset: number | "middle" };

export interface WindowOptions {
  readonly scroller: HTMLElement;
  readonly count: number;
  /** The same function as long as the rows are the same. */
  readonly keyOf: (index: number) => string;
  /** Grows from row to row and stays with a row whatever is loaded around it. */
  readonly orderOf: (index: number) => number;
  /** How high a row will be that has not been drawn yet. */
  readonly estimate: (index: number) => number;
  /** Space kept free above and below the rows. */
  readonly before: number;
  readonly after: number;
  /** Where one begins. */
  readonly start: Place;
  /** Drawn wherever it stands: one's focus is in it. */
  readonly held: number | undefined;
  /** One has moved: the uppermost row in sight, that many pixels below the upper edge. */
  readonly onMove: (index: number, offset: number) => void;
}

export interface DrawnRow {
  readonly key: string;
  readonly index: number;
  readonly start: number;
}

export interface MessageWindow {
  readonly rows: readonly DrawnRow[];
  /** Of everything, drawn or not. */
  readonly size: number;
  readonly measure: (element: HTMLElement | null) => void;
  /** Whether the end is in sight; whoever is there stays there. */
  readonly isAtEnd: boolean;
  readonly isPinned: () => boolean;
  readonly toEnd: () => void;
  /** Puts a row a little below the upper edge, into the middle, or just into sight. */
  readonly toRow: (index: number, where: "top" | "middle" | "sight") => void;
  readonly lastInSight: () => number;
  /** The row one view above or below another one. */
  readonly pageFrom: (index: number, direction: -1 | 1) => number;
}

/**
 * Draws a few rows of many. Who is at the end stays there; for everybody else the row at the upper edge stays where it is, whatever is measured, grows, comes or goes
 * above or below it. The only place that knows what virtualises.
 */
export function useWindow(options: WindowOptions): MessageWindow {
  const { scroller, count, keyOf, orderOf, estimate, before, after, start, held, onMove } = options;
  const pinned = useRef(start.at === "end");
  const [isAtEnd, setAtEnd] = useState(pinned.current);
  /** Until one scrolls oneself, what one came for is what stays where it is. */
  const cameFor = useRef(start.at === "row" ? orderOf(start.index) : undefined);
  /** Where one was last seen to be, or was put; none before that. */
  const lastTop = useRef<number>(undefined);
  /** One was seen to have scrolled before the browser told of it; then it is no news to the virtualiser any more. */
  const isForeseen = useRef(false);
  /** How far the virtualiser is from where it was told to go, until the browser tells it of that. */
  const untold = useRef(0);
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  const rangeExtractor = useCallback((range: Range) => drawn(range, held), [held]);

  /** The browser tells of a scroll in the next frame; what is drawn or measured before that goes by where one is, not by where one was. */
  const foresee = useCallback(
    (instance: Virtualizer<HTMLElement, HTMLElement>) => {
      if (holdsBack || lastTop.current === undefined || instance.scrollOffset === null || scroller.clientHeight === 0) return;
      const moved = scroller.scrollTop - lastTop.current;
      if (Math.abs(moved) < 1) return;
      notePlace(scroller, pinned, lastTop);
      const isAtMost = leftOf(scroller) < 1;
      // The browser kept within what there is; nobody scrolled.
      if (isAtMost && moved < 0) return;
      instance.scrollOffset += moved + untold.current;
      untold.current = 0;
      isForeseen.current = true;
      // It would be told of the scroll in vain, and so not give up where it was going.
      if (!isAtMost) instance.cancelScroll();
    },
    [scroller],
  );
  const drawnBefore = useRef<Virtualizer<HTMLElement, HTMLElement>>(undefined);
  if (drawnBefore.current !== undefined) foresee(drawnBefore.current);

  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    count,
    getScrollElement: () => scroller,
    getItemKey: keyOf,
    estimateSize: estimate,
    paddingStart: before,
    paddingEnd: after,
    scrollPaddingStart: alignedPx,
    anchorTo: "end",
    scrollEndThreshold: nearEndPx,
    initialRect: { width: scroller.clientWidth, height: scroller.clientHeight },
    initialOffset: () => firstOffset(options),
    rangeExtractor,
    scrollToFn: (offset, how, instance) => {
      const isCommand = offset !== instance.scrollOffset;
      elementScroll(offset, how, instance);
      lastTop.current = scroller.scrollTop;
      untold.current = isCommand ? scroller.scrollTop - (instance.scrollOffset ?? 0) : 0;
    },
    observeElementOffset: (instance, tell) =>
      observeElementOffset(instance, (offset, isScrolling) => {
        if (scroller.clientHeight === 0) return;
        notePlace(scroller, pinned, lastTop);
        untold.current = 0;
        tell(offset, isScrolling);
      }),
    measureElement: (element, entry, instance) => {
      foresee(instance);
      const known = instance.itemSizeCache.get(keyOf(instance.indexFromElement(element)));
      if (entry === undefined && known !== undefined) return known;
      // What is hidden has no size; it keeps the one it had.
      return Math.round(entry?.borderBoxSize[0]?.blockSize ?? element.offsetHeight) || (known ?? estimate(instance.indexFromElement(element)));
    },
  });
  virtualizer.shouldAdjustScrollPositionOnItemSizeChange = (item) => {
    if (cameFor.current !== undefined) return item.index < count && orderOf(item.index) < cameFor.current;
    return item.start < (virtualizer.scrollOffset ?? 0);
  };

  const keepEnd = useCallback(() => {
    foresee(virtualizer);
    if (pinned.current && leftOf(scroller) > 0.5) virtualizer.scrollToEnd();
  }, [scroller, virtualizer, foresee]);

  useLayoutEffect(() => void (drawnBefore.current = virtualizer));
  const latest = useRef(onMove);
  useLayoutEffect(() => void (latest.current = onMove));
  useLayoutEffect(keepEnd);

  useLayoutEffect(() => {
    const look = () => {
      if (scroller.clientHeight === 0) return;
      notePlace(scroller, pinned, lastTop);
      setAtEnd(pinned.current);
      if (isForeseen.current) drawAgain();
      isForeseen.current = false;
      const first = virtualizer.getVirtualItemForOffset(scroller.scrollTop);
      if (first !== undefined) latest.current(first.index, first.start - scroller.scrollTop);
    };
    const leave = () => (cameFor.current = undefined);
    const observer = new ResizeObserver(keepEnd);
    observer.observe(scroller);
    // Before the virtualiser hears of it and draws: what is drawn depends on it.
    scroller.addEventListener("scroll", look, { passive: true, capture: true });
    const moves = ["wheel", "touchstart", "pointerdown", "keydown"] as const;
    for (const move of moves) scroller.addEventListener(move, leave, { passive: true });
    look();
    return () => {
      observer.disconnect();
      scroller.removeEventListener("scroll", look, { capture: true });
      for (const move of moves) scroller.removeEventListener(move, leave);
    };
  }, [scroller, virtualizer, keepEnd]);

  const toEnd = useCallback(() => {
    pinned.current = true;
    cameFor.current = undefined;
    setAtEnd(true);
    virtualizer.scrollToEnd();
  }, [virtualizer]);

  const order = useRef(orderOf);
  useEffect(() => void (order.current = orderOf));
  const toRow = useCallback(
    (index: number, where: "top" | "middle" | "sight") => {
      if (where !== "sight") {
        pinned.current = false;
        cameFor.current = order.current(index);
      } else if ((virtualizer.measurementsCache[index]?.start ?? 0) < scroller.scrollTop + alignedPx) {
        pinned.current = false;
      }
      virtualizer.scrollToIndex(index, { align: where === "top" ? "start" : where === "middle" ? "center" : "auto" });
      // Where everything is in sight nothing scrolls, and the browser tells of nothing.
      notePlace(scroller, pinned, lastTop);
    },
    [scroller, virtualizer],
  );
  const lastInSight = useCallback(() => {
    const bottom = scroller.scrollTop + scroller.clientHeight;
    const row = virtualizer.getVirtualItemForOffset(bottom - 1);
    return row === undefined ? -1 : row.end > bottom && row.index > 0 && row.start > scroller.scrollTop + scroller.clientHeight / 2 ? row.index - 1 : row.index;
  }, [scroller, virtualizer]);
  const pageFrom = useCallback(
    (index: number, direction: -1 | 1) => {
      const from = virtualizer.measurementsCache[index]?.start ?? 0;
      const found = virtualizer.getVirtualItemForOffset(from + direction * (scroller.clientHeight - alignedPx))?.index ?? index;
      return found === index ? Math.max(0, Math.min(virtualizer.options.count - 1, index + direction)) : found;
    },
    [scroller, virtualizer],
  );

  return {
    rows: virtualizer.getVirtualItems().map(({ key, index, start: top }) => ({ key: String(key), index, start: top })),
    size: virtualizer.getTotalSize(),
    measure: virtualizer.measureElement,
    isAtEnd,
    isPinned: useCallback(() => pinned.current, []),
    toEnd,
    toRow,
    lastInSight,
    pageFrom,
  };
}

function leftOf(scroller: HTMLElement): number {
  return scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
}

/** What grows below one who is at the end must not look as if they had gone up. */
function notePlace(scroller: HTMLElement, pinned: RefObject<boolean>, lastTop: RefObject<number | undefined>): void {
  if (leftOf(scroller) <= nearEndPx) pinned.current = true;
  else if (scroller.scrollTop < (lastTop.current ?? 0) - 1) pinned.current = false;
  lastTop.current = scroller.scrollTop;
}

/** By estimates; what is measured above the row one came for is made up for as it is drawn. */
function firstOffset({ scroller, count, estimate, before, after, start }: WindowOptions): number {
  const upTo = start.at === "end" ? count : start.index;
  let top = before;
  for (let index = 0; index < upTo; index++) top += estimate(index);
  if (start.at === "end") return Math.max(0, top + after - scroller.clientHeight);
  const offset = start.offset === "middle" ? Math.max(0, (scroller.clientHeight - estimate(start.index)) / 2) : start.offset;
  return Math.max(0, top - offset);
}

function drawn({ startIndex, endIndex, count }: Range, held: number | undefined): number[] {
  const spare = Math.max(fewestSpare, Math.min(sparePerSide, (mostDrawn - (endIndex - startIndex + 1)) >> 1));
  const first = Math.max(0, startIndex - spare);
  const last = Math.min(count - 1, endIndex + spare);
  const indexes = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  if (held !== undefined && held < first) indexes.unshift(held);
  if (held !== undefined && held > last && held < count) indexes.push(held);
  return indexes;
}
