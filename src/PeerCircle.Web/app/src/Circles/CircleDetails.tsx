import { lazy, Suspense } from "react";
import { Link } from "wouter";
import { useNames } from "../Accounts/memberDirectory.ts";
import { MemberFace } from "../Accounts/MemberFace.tsx";
import { PresenceMark } from "../Accounts/PresenceMark.tsx";
import { useSession } from "../Accounts/SessionContext.ts";
import { errorText } from "../parts/errors.ts";
import { texts } from "../texts.ts";
import { useCircle } from "./useCircle.ts";

const CircleGoals = lazy(() => import("../Goals/CircleGoals.tsx").then((m) => ({ default: m.CircleGoals })));
const shown = 8;

/** The circle in short, beside its conversation; its page has the rest. */
export function CircleDetails({ circleId }: { readonly circleId: string }) {
  const { me } = useSession();
  const nameOf = useNames();
  const { circle, error } = useCircle(circleId);
  if (circle === undefined) return <p role="status">{error === undefined ? texts.loading : errorText(error)}</p>;
  const path = `/circles/${circle.id}`;
  const isHost = circle.members.some((seat) => seat.memberId === me.id && seat.role === "host");
  return (
    <>
      {circle.purpose !== "" && <p dir="auto">{circle.purpose}</p>}
      <div className="buttons">
        {isHost && (
          <Link className="button primary" href={`${path}?do=invite`}>
            {texts.circles.invite}
          </Link>
        )}
        <Link className="button" href={path}>
          {texts.circles.page}
        </Link>
      </div>
      <section aria-label={texts.circles.members}>
        <h3 className="section-title">
          {texts.circles.members} <span className="faint small regular number">{texts.circles.seats(circle.members.length, circle.capacity)}</span>
        </h3>
        <ul className="seats">
          {circle.members.slice(0, shown).map((seat) => (
            <li key={seat.memberId} className="seat">
              <MemberFace id={seat.memberId} size="small" />
              <Link href={`/people/${seat.memberId}`} dir="auto">
                {nameOf(seat.memberId)}
              </Link>
              <PresenceMark memberId={seat.memberId} />
              {seat.role === "host" && <span className="tag">{texts.circles.host}</span>}
            </li>
          ))}
        </ul>
        {circle.members.length > shown && (
          <Link className="text-link small" href={path}>
            {texts.circles.everybody(circle.members.length)}
          </Link>
        )}
      </section>
      <Suspense>
        <CircleGoals circleId={circle.id} level="h3" />
      </Suspense>
    </>
  );
}
