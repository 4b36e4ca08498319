import type { Goal, Measure } from "@peercircle/sdk";
import { useState } from "react";
import { Field, SelectField, TextField } from "../parts/Field.tsx";
import { goals as words } from "../texts/goals.ts";
import { plusDays, thisDay } from "./days.ts";
import { MilestoneFields } from "./MilestoneFields.tsx";
import { ShareFields } from "./ShareFields.tsx";
import "./goalForm.css";

const kinds = ["done", "number"] as const satisfies readonly Measure["kind"][];
const cadences = ["day", "week", "month"] as const;
const usualDays = 56;

interface GoalFieldsProps {
  /** The goal that is changed; none when a new one is set. */
  readonly goal?: Goal;
  /** The circle that one came from. */
  readonly circleId?: string | undefined;
}

/** All that a plan is made of. */
export function GoalFields({ goal, circleId }: GoalFieldsProps) {
  const [kind, setKind] = useState<Measure["kind"]>(goal?.measure.kind ?? "done");
  const number = goal?.measure.kind === "number" ? goal.measure : undefined;
  const today = thisDay();
  const targetOn = goal?.targetOn ?? plusDays(today, usualDays);
  return (
    <>
      <Field label={words.name} name="title" defaultValue={goal?.title} maxLength={120} required dir="auto" />
      <TextField label={words.why} hint={words.whyHint} name="why" defaultValue={goal?.why} maxLength={2000} rows={2} dir="auto" />
      <fieldset className="goal-part">
        <legend>{words.measure}</legend>
        <div className="choice">
          {kinds.map((one) => (
            <label key={one}>
              <input type="radio" name="measure" value={one} checked={kind === one} onChange={() => setKind(one)} />
              {words.measures[one]}
            </label>
          ))}
        </div>
        {kind === "number" && (
          <div className="goal-numbers">
            <Field label={words.start} name="measure.start" type="number" step="any" defaultValue={number?.start ?? 0} required />
            <Field label={words.target} name="measure.target" type="number" step="any" defaultValue={number?.target} required />
            <Field label={words.unit} name="measure.unit" placeholder={words.unitHint} defaultValue={number?.unit} maxLength={30} dir="auto" />
          </div>
        )}
      </fieldset>
      <div className="goal-pair">
        <Field label={words.targetOn} name="targetOn" type="date" min={targetOn < today ? targetOn : today} defaultValue={targetOn} required />
        <SelectField label={words.cadence} name="cadence" defaultValue={goal?.cadence.every ?? "week"}>
          {cadences.map((every) => (
            <option key={every} value={every}>
              {words.every[every]}
            </option>
          ))}
        </SelectField>
      </div>
      <MilestoneFields milestones={goal?.milestones ?? []} />
      <ShareFields share={goal?.share} circleId={circleId} />
    </>
  );
}
