import { useRef } from "react";
import { useInSight } from "../parts/useInSight.ts";
import { texts } from "../texts.ts";
import "./presence.css";
import { usePresence } from "./usePresence.ts";

interface PresenceProps {
  readonly memberId: string;
}

/** On the face of somebody who is there: a full dot, or a ring for who is away. It stands after the name, so that the name is heard first. Of those out of sight nothing is asked. */
export function PresenceMark({ memberId }: PresenceProps) {
  const place = useRef<HTMLSpanElement>(null);
  const isInSight = useInSight(place);
  const state = usePresence(isInSight ? memberId : undefined);
  const isThere = state === "online" || state === "away";
  return (
    <span ref={place} className={isThere ? `presence on-face ${state}` : "presence on-face"}>
      {isThere && <span className="hidden">{texts.presence.spoken[state]}</span>}
    </span>
  );
}

/** The same in words, where there is room for them. */
export function PresenceWord({ memberId }: PresenceProps) {
  const state = usePresence(memberId);
  if (state !== "online" && state !== "away") return null;
  return (
    <span className="presence-word">
      <span className={`presence ${state}`} />
      {texts.presence[state]}
    </span>
  );
}
