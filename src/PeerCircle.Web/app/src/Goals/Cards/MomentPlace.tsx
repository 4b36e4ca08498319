import { useEffect, useMemo, useRef } from "react";
import { useSession } from "../../Accounts/SessionContext.ts";
import { useReadable } from "../../parts/useReadable.ts";
import { confetti } from "../../Shell/Appearance/confetti.ts";
import { cards as words } from "../../texts/cards.ts";
import { Moments } from "./moments.ts";
import "./moment.css";

const stillMotion = "(prefers-reduced-motion: reduce)";

/** Tells of a goal that somebody reaches, wherever one is: in words for those who listen, with confetti for those who like it. */
export function MomentPlace() {
  const { client, me } = useSession();
  const moments = useMemo(() => new Moments(client), [client]);
  const moment = useReadable(moments.latest);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => client.onArrival(moments.heard), [client, moments]);

  const number = moment?.number;
  useEffect(() => {
    if (number === undefined || !confetti.getSnapshot() || matchMedia(stillMotion).matches) return;
    let stop: (() => void) | undefined;
    let isOver = false;
    import("./throwConfetti.ts").then(
      ({ throwConfetti }) => {
        if (!isOver && canvas.current !== null) stop = throwConfetti(canvas.current);
      },
      () => undefined, // The words are there.
    );
    return () => {
      isOver = true;
      stop?.();
    };
  }, [number]);

  return (
    <>
      <p className="hidden moment-said" role="status">
        {moment !== undefined && <span key={number}>{moment.card.ownerId === me.id ? words.justReached(moment.card.title) : moment.text}</span>}
      </p>
      <canvas className="confetti" ref={canvas} aria-hidden="true" hidden />
    </>
  );
}
