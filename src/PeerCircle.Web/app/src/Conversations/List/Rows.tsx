import type { ConversationHandle } from "@peercircle/sdk";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { useNames } from "../../Accounts/memberDirectory.ts";
import { useSession } from "../../Accounts/SessionContext.ts";
import { Timeline, type TimelineItem } from "../timeline.ts";
import { Edge, edgePx } from "./Edge.tsx";
import { Estimates } from "./estimates.ts";
import { JumpToLatest } from "./JumpToLatest.tsx";
import { isLookedAt } from "./isLookedAt.ts";
import { Row } from "./Row.tsx";
import { spotsOf, theEnd, type Spot } from "./spots.ts";
import type { Landing, Stay, StayView } from "./stay.ts";
import { useWindow, type Place } from "./useWindow.ts";
import { useFocusedRow, useWalking, type ListFocus } from "./useWalking.ts";
import { presentVisit } from "./visits.ts";

const topPx = 24;
const endPx = 8;
/** Loading begins when so few rows are left before the edge. */
const nearEdge = 25;
const soughtMs = 4_000;

interface RowsProps {
  readonly handle: ConversationHandle;
  readonly stay: Stay;
  readonly shown: StayView;
  readonly landing: Landing;
  readonly scroller: HTMLElement;
  /** Where to put what floats above the rows. */
  readonly float: HTMLElement;
  readonly focus: ListFocus;
  /** Hands out whether the end is in sight. */
  readonly noteEnd: (look: () => boolean) => void;
}

/** The rows in sight of one loaded range. Drawn anew for another range. */
export function Rows({ handle, stay, shown, landing, scroller, float, focus, noteEnd }: RowsProps) {
  const { me, client } = useSession();
  const nameOf = useNames();
  const [timeline] = useState(() => new Timeline());
  const [estimates] = useState(() => new Estimates());
  const { view, messages, newFrom, away } = shown;
  const items = timeline.of({ messages, pending: view.pending, moreBefore: view.moreBefore, newFrom, away, me: me.id });
  estimates.forWidth(scroller.clientWidth);

  const window = useWindow({
    scroller,
    count: items.length,
    keyOf: useCallback((index) => items[index]?.key ?? "", [items]),
    orderOf: useCallback((index) => items[index]?.seq ?? Infinity, [items]),
    estimate: useCallback((index) => estimateOf(estimates, items[index]), [estimates, items]),
    before: view.moreBefore ? edgePx : topPx,
    after: view.moreAfter ? edgePx : endPx,
    start: placeOf(landing.spot, items),
    held: useFocusedRow(items, focus),
    onMove: (index, offset) => note(spotAt(items[index], offset)),
  });

  function note(spot: Spot): void {
    const here = window.isPinned() && !view.moreAfter ? theEnd : spot;
    stay.noteAt(here);
    spotsOf(client).set(handle.id, here).set(presentVisit().id, here);
  }

  const landed = useRef(landing.id);
  useLayoutEffect(() => {
    if (landed.current === landing.id) return;
    landed.current = landing.id;
    const place = placeOf(landing.spot, items);
    if (place.at === "end") window.toEnd();
    else window.toRow(place.index, place.offset === "middle" ? "middle" : "top");
  }, [landing.id]);

  const sought = useSought(landing);
  const isAtEnd = window.isAtEnd && !view.moreAfter;
  useEffect(() => noteEnd(() => window.isPinned() && !stay.getSnapshot().view.moreAfter), [noteEnd, window.isPinned, stay]);
  useWalking({ scroller, items, stay, shown, focus }, window);
  useLoading(stay, shown, window.rows[0]?.index, window.rows.at(-1)?.index, items.length);
  useReading(handle, view.messages.at(-1)?.seq, isAtEnd && shown.isLive, window.isPinned, scroller);

  return (
    <>
      <div className="talk-inner" style={{ blockSize: window.size }}>
        {view.moreBefore && <Edge side="older" state={shown.older} onRetry={() => stay.retry()} />}
        {window.rows.map(({ key, index, start }) => {
          const item = items[index];
          return item === undefined ? null : (
            <div key={key} className={item.seq === sought ? "talk-row sought" : "talk-row"} data-index={index} data-key={key} ref={window.measure} style={{ insetBlockStart: start }}>
              <Row handle={handle} item={item} name={item.item === "message" ? nameOf(item.message.authorId) : ""} />
            </div>
          );
        })}
        {view.moreAfter && <Edge side="newer" state={shown.newer} onRetry={() => stay.retry()} />}
      </div>
      {!isAtEnd && createPortal(<JumpToLatest count={view.unread} onJump={() => stay.goTo(theEnd)} />, float)}
    </>
  );
}

function estimateOf(estimates: Estimates, item: TimelineItem | undefined): number {
  return item === undefined ? 0 : estimates.of(item);
}

function placeOf(spot: Spot, items: readonly TimelineItem[]): Place {
  if (spot.to === "end") return { at: "end" };
  const index = items.findIndex((item) => item.seq >= spot.seq);
  return index < 0 ? { at: "end" } : { at: "row", index, offset: spot.offset };
}

function spotAt(item: TimelineItem | undefined, offset: number): Spot {
  return item === undefined || item.item === "pending" ? theEnd : { to: "seq", seq: item.seq, offset };
}

/** Loads before one reaches the edge, on either side. */
function useLoading(stay: Stay, shown: StayView, first: number | undefined, last: number | undefined, count: number): void {
  const { view, older, newer } = shown;
  const wantsOlder = view.moreBefore && older.is === "idle" && (first ?? 0) < nearEdge;
  const wantsNewer = view.moreAfter && newer.is === "idle" && count - 1 - (last ?? 0) < nearEdge;
  useEffect(() => {
    if (wantsOlder) stay.loadOlder();
  }, [stay, wantsOlder, count]);
  useEffect(() => {
    if (wantsNewer) stay.loadNewer();
  }, [stay, wantsNewer, count]);
}

/** What is in sight at the end has been read, while somebody is looking. */
function useReading(handle: ConversationHandle, last: number | undefined, mayBe: boolean, isPinned: () => boolean, scroller: HTMLElement): void {
  useEffect(() => {
    const look = () => {
      if (last !== undefined && mayBe && isPinned() && isLookedAt(scroller)) handle.markRead(last);
    };
    look();
    // A panel that covered the list goes without a word.
    const seen = new ResizeObserver(look);
    seen.observe(scroller);
    addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      seen.disconnect();
      removeEventListener("focus", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, [handle, last, mayBe, isPinned, scroller]);
}

/** The message that the address names is marked for a while after one has come to it. */
function useSought(landing: Landing): number | undefined {
  const [done, setDone] = useState(0);
  const seq = landing.spot.to === "seq" && landing.spot.offset === "middle" && landing.id !== done ? landing.spot.seq : undefined;
  useEffect(() => {
    if (seq === undefined) return;
    const timer = setTimeout(() => setDone(landing.id), soughtMs);
    return () => clearTimeout(timer);
  }, [landing.id, seq]);
  return seq;
}
