import type { Goal } from "@peercircle/sdk";
import type { ReactNode } from "react";
import { goals as words } from "../../texts/goals.ts";
import type { Entry } from "./entries.ts";
import { planOf } from "./plan.ts";

const keys: Readonly<Record<keyof typeof words.legend, ReactNode>> = {
  onTrack: <circle className="onTrack" cx="9" cy="6" r="4.5" />,
  atRisk: <path className="atRisk" d="M9 0l6 6-6 6-6-6z" />,
  offTrack: <path className="offTrack" d="M4.500 1.500h9v9h-9z" />,
  late: <circle className="late" cx="9" cy="6" r="4" />,
  stone: (
    <>
      <circle className="stone" cx="4" cy="6" r="3" />
      <circle className="stone done" cx="14" cy="6" r="3" />
    </>
  ),
  change: <path className="change" d="M4 2h10l-5 8z" />,
  pause: <path className="rest" d="M1 0h16v12H1z" />,
  plan: <path className="plan" d="M0 6h18" />,
  left: <path className="plan left" d="M0 6h18" />,
  target: <circle className="target" cx="9" cy="6" r="5" />,
  achieved: <circle className="achieved" cx="9" cy="6" r="5" />,
};

/** What the forms mean that are there. */
export function Legend({ goal, entries }: { readonly goal: Goal; readonly entries: readonly Entry[] }) {
  const checkIns = entries.flatMap((entry) => (entry.kind === "checkIn" ? [entry.checkIn] : []));
  const isThere: Readonly<Record<keyof typeof keys, boolean>> = {
    onTrack: checkIns.some(({ status, late }) => status === "onTrack" && !late),
    atRisk: checkIns.some(({ status, late }) => status === "atRisk" && !late),
    offTrack: checkIns.some(({ status, late }) => status === "offTrack" && !late),
    late: checkIns.some(({ late }) => late),
    stone: goal.milestones.length > 0,
    change: entries.some(({ kind }) => kind === "change"),
    pause: entries.some(({ kind }) => kind === "pause"),
    plan: goal.measure.kind === "number",
    left: planOf(goal).left.length > 0,
    target: entries.some(({ kind }) => kind === "target"),
    achieved: entries.some(({ kind }) => kind === "achieved"),
  };
  return (
    <ul className="goal-legend" aria-hidden="true">
      {(Object.keys(keys) as (keyof typeof keys)[])
        .filter((name) => isThere[name])
        .map((name) => (
          <li key={name}>
            <svg className="goal-chart" viewBox="0 0 18 12">
              {keys[name]}
            </svg>
            {words.legend[name]}
          </li>
        ))}
    </ul>
  );
}
