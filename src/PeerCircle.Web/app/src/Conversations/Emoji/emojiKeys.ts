import type { Row, Rows } from "./emojiRows.ts";

const page = 5;

/** Where a key leads to in the grid, or undefined when the key belongs to the text: Left and Right do until one has gone into the grid. */
export function moved(key: string, active: number | undefined, isWalking: boolean, { rows, flat, rowOf }: Rows): number | undefined {
  if (flat.length === 0) return undefined;
  if (active === undefined) return key === "ArrowDown" ? 0 : undefined;
  const last = flat.length - 1;
  switch (key) {
    case "ArrowDown":
      return byRows(1);
    case "ArrowUp":
      return byRows(-1);
    case "PageDown":
      return byRows(page);
    case "PageUp":
      return byRows(-page);
    case "ArrowRight":
      return isWalking ? Math.min(last, active + 1) : undefined;
    case "ArrowLeft":
      return isWalking ? Math.max(0, active - 1) : undefined;
    case "Home":
      return isWalking ? startOf(rows[rowOf[active] ?? 0]) : undefined;
    case "End":
      return isWalking ? endOf(rows[rowOf[active] ?? 0]) : undefined;
    default:
      return undefined;
  }

  /** To the same column some rows away, over titles, as far as there are rows. */
  function byRows(by: number): number {
    const column = (active ?? 0) - startOf(rows[rowOf[active ?? 0] ?? 0]);
    const lines = rows.filter((row) => "start" in row);
    const present = lines.findIndex((row) => row === rows[rowOf[active ?? 0] ?? 0]);
    const line = lines[Math.min(lines.length - 1, Math.max(0, present + by))];
    return Math.min(startOf(line) + column, endOf(line));
  }
}

function startOf(row: Row | undefined): number {
  return row !== undefined && "start" in row ? row.start : 0;
}

function endOf(row: Row | undefined): number {
  return row !== undefined && "start" in row ? row.start + row.emoji.length - 1 : 0;
}
