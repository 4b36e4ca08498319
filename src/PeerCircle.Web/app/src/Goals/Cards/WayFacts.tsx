import type { Trail } from "@peercircle/sdk";
import { cards as words } from "../../texts/cards.ts";
import { WinTrail } from "./WinTrail.tsx";

/** The way to a goal that was reached, and what it took. */
export function WayFacts({ trail: { points, weeks, checkIns, changes, daysEarly } }: { readonly trail: Trail }) {
  const counted = [weeks > 0 && words.weeks(weeks), checkIns > 0 && words.checkIns(checkIns), changes > 0 && words.changes(changes), daysEarly > 0 && words.daysEarly(daysEarly), daysEarly < 0 && words.daysLater(-daysEarly)];
  return (
    <>
      <WinTrail points={points} />
      <p className="trail-facts">
        {counted.map(
          (fact, index) =>
            fact !== false && (
              <span key={index}>
                <b>{fact.figure}</b> {fact.words}
              </span>
            ),
        )}
        {daysEarly === 0 && <span>{words.onTheDay}</span>}
      </p>
    </>
  );
}
