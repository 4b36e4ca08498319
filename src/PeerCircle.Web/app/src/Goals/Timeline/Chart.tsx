import type { Goal } from "@peercircle/sdk";
import { useRef, useState, type KeyboardEvent } from "react";
import { useToday } from "../../parts/today.ts";
import { goals as words } from "../../texts/goals.ts";
import { isOpen, progressText, valueText } from "../words.ts";
import "./chart.css";
import type { Entry } from "./entries.ts";
import { entrySentence } from "./entryWords.ts";
import { layoutOf, type Layout } from "./layout.ts";
import { Legend } from "./Legend.tsx";
import { planOf, type Leg } from "./plan.ts";
import { Ring, Shape } from "./Shape.tsx";
import { useWidth } from "./useWidth.ts";

interface ChartProps {
  readonly goal: Goal;
  readonly entries: readonly Entry[];
}

/** What happened, drawn along time. One stop of the Tab key; the arrow keys walk from entry to entry. */
export function Chart({ goal, entries }: ChartProps) {
  useToday();
  const frame = useRef<HTMLElement>(null);
  const width = useWidth(frame);
  const points = useRef(new Map<string, SVGGElement>());
  const [chosen, setChosen] = useState<string>();
  const [shown, setShown] = useState<string>();
  const now = Date.now();
  const layout = layoutOf(goal, entries, width, now);
  const at = Math.max(0, chosen === undefined ? entries.findLastIndex(({ kind }) => kind === "checkIn") : entries.findIndex(({ id }) => id === chosen));
  const told = entries.find(({ id }) => id === shown);

  function walk(event: KeyboardEvent): void {
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: entries.length - 1 }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const next = entries[Math.min(entries.length - 1, Math.max(0, to))];
    if (next !== undefined) points.current.get(next.id)?.focus();
  }

  const stop = (entry: Entry) => (
    <g
      key={entry.id}
      ref={(group) => void (group === null ? points.current.delete(entry.id) : points.current.set(entry.id, group))}
      className="stop"
      role="img"
      aria-label={entrySentence(entry, goal)}
      tabIndex={entry === entries[at] ? 0 : -1}
      onFocus={() => {
        setChosen(entry.id);
        setShown(entry.id);
      }}
      onBlur={() => setShown(undefined)}
      onPointerEnter={() => setShown(entry.id)}
      onPointerLeave={(event) => event.pointerType === "mouse" && setShown(undefined)}
    >
      <Shape entry={entry} layout={layout} />
      <Ring entry={entry} layout={layout} />
    </g>
  );
  return (
    <figure className="goal-chart-frame" ref={frame}>
      {width > 0 && (
        <svg className="goal-chart" width={width} height={layout.height} role="group" aria-label={words.chartText(progressText(goal), entries.length)} onKeyDown={walk}>
          {entries.filter(({ kind }) => kind === "pause").map(stop)}
          <Grid layout={layout} now={isOpen(goal) ? now : undefined} />
          <Lines goal={goal} entries={entries} layout={layout} />
          <Stones entries={entries} layout={layout} />
          {entries.filter(({ kind }) => kind !== "pause").map(stop)}
        </svg>
      )}
      <figcaption>
        <p className="goal-chart-said" aria-hidden="true" dir="auto">
          {told === undefined ? <span className="faint">{words.chartHint}</span> : entrySentence(told, goal)}
        </p>
        <Legend goal={goal} entries={entries} />
      </figcaption>
    </figure>
  );
}

function Grid({ layout, now }: { readonly layout: Layout; readonly now: number | undefined }) {
  const { left, right, top, bottom, stones, height, x, y } = layout;
  return (
    <g aria-hidden="true">
      {layout.valueTicks.map(({ at, text }) => (
        <g key={text}>
          <line className="grid" x1={left} x2={right} y1={y(at)} y2={y(at)} />
          <text x={left - 8} y={y(at) + 4} textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      {layout.timeTicks.map(({ at, text }) => (
        <text key={at} x={x(at)} y={bottom + 20} textAnchor={right - x(at) < 24 ? "end" : "middle"}>
          {text}
        </text>
      ))}
      {height > stones && <line className="grid" x1={left} x2={right} y1={stones} y2={stones} />}
      {now !== undefined && (
        <>
          <line className="today" x1={x(now)} x2={x(now)} y1={top - 6} y2={bottom} />
          <text className="label" x={x(now)} y={12} textAnchor={right - x(now) < 24 ? "end" : "middle"}>
            {words.today}
          </text>
        </>
      )}
    </g>
  );
}

/** Milestones that were reached with a check-in stand among the others too; the check-in tells of them. */
function Stones({ entries, layout: { x, stones } }: Omit<LinesProps, "goal">) {
  return (
    <g aria-hidden="true">
      {entries.map((entry) => entry.kind === "checkIn" && entry.reached.length > 0 && <circle key={entry.id} className="stone done" cx={x(Date.parse(entry.at))} cy={stones} r="5.5" />)}
    </g>
  );
}

interface LinesProps extends ChartProps {
  readonly layout: Layout;
}

function Lines({ goal, entries, layout }: LinesProps) {
  const { measure } = goal;
  if (measure.kind !== "number") return null;
  const { x, y } = layout;
  const { followed, left } = planOf(goal);
  const path = (legs: readonly Leg[]) => legs.map((leg) => `M${x(leg.from)} ${y(leg.fromValue)}L${x(leg.to)} ${y(leg.toValue)}`).join("");
  const checkIns = entries.filter((entry) => entry.kind === "checkIn");
  const way = [[x(Date.parse(goal.createdAt)), y(measure.start)] as const, ...checkIns.map(layout.place)];
  const last = checkIns.at(-1);
  const [lastX, lastY] = way.at(-1) ?? [0, 0];
  return (
    <g aria-hidden="true">
      <path className="plan left" d={path(left)} />
      <path className="plan" d={path(followed)} />
      <path className="value" d={`M${way.map(([atX, atY]) => `${atX} ${atY}`).join("L")}`} />
      {last?.value !== undefined && (
        <text className="label" x={lastX} y={lastY < layout.top + 24 ? lastY + 24 : lastY - 14} textAnchor={layout.right - lastX < 48 ? "end" : lastX - layout.left < 48 ? "start" : "middle"}>
          {valueText(last.value, measure)}
        </text>
      )}
    </g>
  );
}
