import { useEffect, useState } from "react";
import { texts } from "../texts.ts";

const minuteMs = 60_000;

/** What time it is there now, and how that differs from here. */
export function LocalTime({ zone }: { readonly zone: string }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setTimeout(() => setNow(Date.now()), minuteMs - (Date.now() % minuteMs));
    return () => clearTimeout(timer);
  }, [now]);
  const there = timeIn(zone, now);
  if (there === undefined) return zone;
  return (
    <>
      <time className="number">{there.text}</time> <span className="faint small">{texts.member.zone(zone.replaceAll("_", " "), there.aheadMinutes)}</span>
    </>
  );
}

function timeIn(zone: string, now: number): { readonly text: string; readonly aheadMinutes: number } | undefined {
  try {
    const text = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", timeZone: zone }).format(now);
    return { text, aheadMinutes: offsetOf(zone, now) - offsetOf(undefined, now) };
  } catch {
    return undefined; // A zone that this browser does not know.
  }
}

/** Minutes ahead of UTC. */
function offsetOf(zone: string | undefined, now: number): number {
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(now);
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/u.exec(parts.find(({ type }) => type === "timeZoneName")?.value ?? "") ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}
