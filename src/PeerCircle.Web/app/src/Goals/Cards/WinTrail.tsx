import type { Trail } from "@peercircle/sdk";
import { cards as words } from "../../texts/cards.ts";
import { dipsOf, wayOf, type Frame } from "./way.ts";

const wide: Frame = { width: 460, height: 112, before: 12, after: 20 };
const narrow: Frame = { width: 248, height: 96, before: 12, after: 20 };

/** The way to a goal that was reached. Drawn anew for a narrow place, where the same lines would be too thin. */
export function WinTrail({ points }: Pick<Trail, "points">) {
  return (
    <div className="win-way" role="img" aria-label={wordsOf(points)}>
      <Drawn points={points} frame={wide} name="wide" />
      <Drawn points={points} frame={narrow} name="narrow" />
    </div>
  );
}

function Drawn({ points, frame, name }: { readonly points: readonly number[]; readonly frame: Frame; readonly name: "wide" | "narrow" }) {
  const { path, steps, goal } = wayOf(points, frame);
  return (
    <svg className={`win-trail ${name}`} viewBox={`0 0 ${frame.width} ${frame.height}`} aria-hidden="true">
      <path className="way" d={path} />
      {steps.map(({ x, y }) => (
        <circle key={x} className="step" cx={x} cy={y} r="3.5" />
      ))}
      <circle className="halo" cx={goal.x} cy={goal.y} r="18" />
      <circle className="goal" cx={goal.x} cy={goal.y} r="11" />
      <path className="tick" d={`M${goal.x - 5} ${goal.y + 0.5}l3.6 3.9 6.6-7.8`} />
    </svg>
  );
}

function wordsOf(points: readonly number[]): string {
  const [first] = points;
  const last = points.at(-1);
  return first === undefined || last === undefined ? words.plainWay : words.way(first, last, points.length, dipsOf(points));
}
