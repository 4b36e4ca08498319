import type { Entry } from "./entries.ts";
import type { Layout } from "./layout.ts";
import { endOf } from "./entryWords.ts";
import { endOfDay } from "./entries.ts";

interface ShapeProps {
  readonly entry: Entry;
  readonly layout: Layout;
}

/** What an entry looks like; form and colour say the same. */
export function Shape({ entry, layout }: ShapeProps) {
  const [x, y] = layout.place(entry);
  switch (entry.kind) {
    case "checkIn":
      if (entry.checkIn.late) return <circle className={`late ${entry.checkIn.status}`} cx={x} cy={y} r="4.5" />;
      switch (entry.checkIn.status) {
        case "onTrack": return <circle className="point onTrack" cx={x} cy={y} r="5.5" />;
        case "atRisk": return <path className="point atRisk" d={`M${x} ${y - 7.5}l7.5 7.5 -7.5 7.5 -7.5 -7.5z`} />;
        case "offTrack": return <path className="point offTrack" d={`M${x - 5.5} ${y - 5.5}h11v11h-11z`} />;
      }
      break;
    case "begun": return <circle className="stone" cx={x} cy={y} r="3.5" />;
    case "milestone": return <circle className="stone done" cx={x} cy={y} r="5.5" />;
    case "planned": return <circle className="stone" cx={x} cy={y} r="5.5" />;
    case "target": return <circle className="target" cx={x} cy={y} r="6.5" />;
    case "achieved": return <circle className="achieved" cx={x} cy={y} r="7" />;
    case "letGo": return <circle className="stone" cx={x} cy={y} r="6.5" />;
    case "change": return <path className="change" d={`M${x - 5} ${y - 4}h10l-5 8z`} />;
    case "pause": return <rect className="rest" {...restOf(entry, layout)} rx="4" />;
  }
  return null;
}

/** What shows that an entry is looked at, and where it is touched. */
export function Ring({ entry, layout }: ShapeProps) {
  if (entry.kind === "pause") return <rect className="ring" {...restOf(entry, layout)} rx="4" />;
  const [x, y] = layout.place(entry);
  return <circle className="ring" cx={x} cy={y} r="12" />;
}

function restOf({ pause }: Extract<Entry, { kind: "pause" }>, { x, top, bottom, right }: Layout) {
  const from = x(Date.parse(pause.from));
  const to = Math.min(right, x(endOfDay(endOf(pause))));
  return { x: from, y: top, width: Math.max(4, to - from), height: bottom - top };
}
