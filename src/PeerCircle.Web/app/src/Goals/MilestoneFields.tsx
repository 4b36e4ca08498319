import type { Milestone } from "@peercircle/sdk";
import { useEffect, useRef, useState } from "react";
import { Icon } from "../parts/Icon.tsx";
import { useFieldFault } from "../parts/FormFault.ts";
import { goals as words } from "../texts/goals.ts";

const most = 10;

interface Row {
  readonly key: number;
  readonly milestone?: Milestone;
}

/** Steps on the way, as many as one likes. */
export function MilestoneFields({ milestones }: { readonly milestones: readonly Milestone[] }) {
  const [rows, setRows] = useState<readonly Row[]>(() => milestones.map((milestone, key) => ({ key, milestone })));
  const next = useRef(milestones.length);
  const [added, setAdded] = useState<number>();
  const add = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const fault = useFieldFault("milestones.title") ?? useFieldFault("milestones");
  useEffect(() => {
    if (added !== undefined) list.current?.querySelector<HTMLInputElement>("li:last-child input[type=text]")?.focus();
  }, [added]);

  function remove(row: Row): void {
    setRows(rows.filter((other) => other !== row));
    add.current?.focus(); // Its own button goes with it.
  }

  return (
    <fieldset className="goal-part">
      <legend>{words.milestones}</legend>
      <p className="small faint">{words.milestonesHint}</p>
      {fault !== undefined && <p className="error">{fault}</p>}
      <ol className="goal-steps" ref={list}>
        {rows.map((row, index) => (
          <li key={row.key}>
            <input type="hidden" name="milestones.id" value={row.milestone?.id ?? ""} />
            <input className="input" type="text" name="milestones.title" aria-label={words.milestone(index + 1)} defaultValue={row.milestone?.title} maxLength={120} required dir="auto" />
            <input className="input" type="date" name="milestones.dueOn" aria-label={words.milestoneDay(index + 1)} defaultValue={row.milestone?.dueOn} required />
            <button type="button" className="button quiet square" aria-label={words.removeMilestone(index + 1)} onClick={() => remove(row)}>
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ol>
      <button
        type="button"
        className="button small"
        ref={add}
        aria-disabled={rows.length >= most}
        onClick={() => {
          if (rows.length >= most) return;
          const key = next.current++;
          setRows([...rows, { key }]);
          setAdded(key);
        }}
      >
        <Icon name="plus" />
        {words.addMilestone}
      </button>
    </fieldset>
  );
}
