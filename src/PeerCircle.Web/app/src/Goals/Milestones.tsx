import type { Goal } from "@peercircle/sdk";
import "../parts/steps.css";
import { goals as words } from "../texts/goals.ts";
import { dayOfTime, dayWords } from "./days.ts";
import { isOpen } from "./words.ts";

/** The steps on the way; the next one stands out. */
export function Milestones({ goal }: { readonly goal: Goal }) {
  if (goal.milestones.length === 0) return null;
  const next = isOpen(goal) ? goal.milestones.find(({ reachedAt }) => reachedAt === undefined) : undefined;
  return (
    <section aria-labelledby="milestones">
      <h2 className="section-title" id="milestones">
        {words.milestones}
      </h2>
      <ol className="goal-stones">
        {goal.milestones.map((milestone) => (
          <li key={milestone.id}>
            <span className="trail" aria-hidden="true">
              <i className={milestone.reachedAt !== undefined ? "done" : milestone === next ? "next" : undefined} />
            </span>
            <span className={milestone === next ? "strong" : undefined} dir="auto">
              {milestone.title}
            </span>
            <span className="small faint">{milestone.reachedAt === undefined ? words.byDay(dayWords(milestone.dueOn)) : words.reachedOn(dayWords(dayOfTime(milestone.reachedAt)))}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
