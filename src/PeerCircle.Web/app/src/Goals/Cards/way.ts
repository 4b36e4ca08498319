export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The way to a goal as it is drawn. */
export interface Way {
  readonly path: string;
  /** Each check-in that told a number. */
  readonly steps: readonly Point[];
  readonly goal: Point;
}

export interface Frame {
  readonly width: number;
  readonly height: number;
  /** Room around the way for what is drawn at its ends. */
  readonly before: number;
  readonly after: number;
}

/** More steps than this would run into each other. */
const mostSteps = 24;

/** From the lower left to the upper right, with its dips; the last step that is all of the way is the goal itself. */
export function wayOf(points: readonly number[], { width, height, before, after }: Frame): Way {
  const shares = points.map((share) => Math.min(1, Math.max(0, share)));
  const walked = shares.at(-1) === 1 ? shares.slice(0, -1) : shares;
  const heights = [0, ...walked, 1];
  const stepX = (width - before - after) / (heights.length - 1);
  const rise = height - before - after;
  const at = heights.map((share, index) => ({ x: round(before + index * stepX), y: round(height - before - share * rise) }));
  const goal = at.at(-1) ?? { x: width - after, y: after };
  return { path: curve(at), steps: at.length - 1 > mostSteps ? [] : at.slice(0, -1), goal };
}

/** How often the way went back. */
export function dipsOf(points: readonly number[]): number {
  return points.filter((share, index) => share < (points[index - 1] ?? 0)).length;
}

function curve([first, ...others]: readonly Point[]): string {
  if (first === undefined) return "";
  let from = first;
  let path = `M${from.x} ${from.y}`;
  for (const to of others) {
    const middle = round((from.x + to.x) / 2);
    path += `C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`;
    from = to;
  }
  return path;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
