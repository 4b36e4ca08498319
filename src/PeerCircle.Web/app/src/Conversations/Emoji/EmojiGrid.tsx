import { useVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState } from "react";
import { texts } from "../../texts.ts";
import type { Emoji } from "./emojiData.ts";
import type { Rows } from "./emojiRows.ts";

interface EmojiGridProps {
  readonly id: string;
  readonly rows: Rows;
  readonly columns: number;
  readonly active: number | undefined;
  readonly onActive: (index: number) => void;
  readonly onPick: (emoji: Emoji) => void;
}

const defaultRowPx = 40;

/** Only the rows in sight are drawn; they are all of one height. */
export function EmojiGrid({ id, rows, columns, active, onActive, onPick }: EmojiGridProps) {
  const box = useRef<HTMLDivElement>(null);
  const rowPx = useRowHeight(box);
  const virtual = useVirtualizer({ count: rows.rows.length, getScrollElement: () => box.current, estimateSize: () => rowPx, overscan: 4 });
  const activeRow = active === undefined ? undefined : rows.rowOf[active];

  useLayoutEffect(() => virtual.measure(), [virtual, rowPx]);
  useLayoutEffect(() => {
    if (activeRow !== undefined) virtual.scrollToIndex(activeRow);
  }, [virtual, activeRow]);
  useLayoutEffect(() => void (box.current?.scrollTo?.(0, 0)), [rows]);

  return (
    <div className="emoji-scroll" tabIndex={0} ref={box}>
      {rows.flat.length === 0 && <p className="faint small">{texts.emoji.none}</p>}
      <div id={id} role="grid" aria-label={texts.emoji.grid} aria-rowcount={rows.rows.length} aria-colcount={columns} className="emoji-rows" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows.rows[index];
          if (row === undefined) return null;
          return (
            <div key={index} role="row" aria-rowindex={index + 1} className="emoji-row" style={{ transform: `translateY(${start}px)` }}>
              {"title" in row ? (
                <div role="rowheader" className="emoji-title" aria-colspan={columns}>
                  {row.title}
                </div>
              ) : (
                row.emoji.map((emoji, column) => {
                  const place = row.start + column;
                  return (
                    <div key={place} id={`${id}-${place}`} role="gridcell" aria-label={emoji.name} aria-selected={place === active} className="emoji-cell" onPointerMove={() => place !== active && onActive(place)} onClick={() => onPick(emoji)}>
                      {emoji.emoji}
                    </div>
                  );
                })
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** As the styles have it: the height grows with the size of text. */
function useRowHeight(box: { readonly current: HTMLDivElement | null }): number {
  const [height, setHeight] = useState(defaultRowPx);
  useLayoutEffect(() => {
    const measured = box.current === null ? NaN : Number.parseFloat(getComputedStyle(box.current).getPropertyValue("line-height"));
    if (measured > 0) setHeight(measured);
  }, [box]);
  return height;
}
