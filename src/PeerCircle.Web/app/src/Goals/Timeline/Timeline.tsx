import type { Goal } from "@peercircle/sdk";
import { useId, useMemo, useState } from "react";
import { goals as words } from "../../texts/goals.ts";
import { Chart } from "./Chart.tsx";
import { EntryTable } from "./EntryTable.tsx";
import { entriesOf } from "./entries.ts";

const views = ["chart", "table"] as const;

/** All that happened to a goal, as a chart or as a table. */
export function Timeline({ goal }: { readonly goal: Goal }) {
  const id = useId();
  const [view, setView] = useState<(typeof views)[number]>("chart");
  const entries = useMemo(() => entriesOf(goal), [goal]);
  return (
    <section aria-labelledby={`${id}-title`}>
      <div className="section-head">
        <h2 className="section-title" id={`${id}-title`}>
          {words.timeline}
        </h2>
        <fieldset>
          <legend className="hidden">{words.showAs}</legend>
          <div className="choice goal-views">
            {views.map((one) => (
              <label key={one}>
                <input type="radio" name={id} checked={view === one} onChange={() => setView(one)} />
                {words.views[one]}
              </label>
            ))}
          </div>
        </fieldset>
      </div>
      {view === "chart" ? <Chart goal={goal} entries={entries} /> : <EntryTable goal={goal} entries={entries} />}
    </section>
  );
}
