import type { Goal } from "@peercircle/sdk";
import { goals as words } from "../../texts/goals.ts";
import { GoalStatus } from "../Cards/GoalStatus.tsx";
import { numberText } from "../words.ts";
import type { Entry } from "./entries.ts";
import { entryDay, entryNotes, entryTitle, entryValue } from "./entryWords.ts";
import "./table.css";

interface EntryTableProps {
  readonly goal: Goal;
  readonly entries: readonly Entry[];
}

/** The same as in the chart, the latest first. */
export function EntryTable({ goal, entries }: EntryTableProps) {
  const { measure } = goal;
  return (
    <table className="goal-table">
      <caption className="hidden">{words.timeline}</caption>
      <thead>
        <tr>
          <th scope="col">{words.columns.day}</th>
          <th scope="col">{words.columns.what}</th>
          {measure.kind === "number" && (
            <th scope="col" className="number" dir="auto">
              {measure.unit ?? words.columns.value}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {entries.toReversed().map((entry) => {
          const value = entryValue(entry, measure);
          return (
            <tr key={entry.id}>
              <th scope="row">{entryDay(entry)}</th>
              <td dir="auto">
                {entry.kind === "checkIn" ? <GoalStatus state="active" status={entry.checkIn.status} /> : entryTitle(entry)}
                {entryNotes(entry).map((note, index) => (
                  <small key={index} dir="auto">
                    {note}
                  </small>
                ))}
              </td>
              {measure.kind === "number" && <td className="number">{value === undefined ? "" : numberText(value)}</td>}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
