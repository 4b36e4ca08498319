import type { Circle } from "@peercircle/sdk";
import { useCallback, useState } from "react";
import { useLocation } from "wouter";
import { useNames } from "../Accounts/memberDirectory.ts";
import { useSession } from "../Accounts/SessionContext.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { errorText } from "../parts/errors.ts";
import { Face } from "../parts/Face.tsx";
import { useLoaded } from "../parts/useLoaded.ts";
import { texts } from "../texts.ts";
import { InviteLink } from "./InviteLink.tsx";

/** The circle beside its conversation. `changes` = a number that grows when its members may have changed. */
export function CircleDetails({ circleId, changes }: { readonly circleId: string; readonly changes: number }) {
  const { client, me } = useSession();
  const { value: circle, error } = useLoaded(useCallback(() => client.api.circles.get(circleId), [client, circleId, changes]));
  if (circle === undefined) return <p role="status">{error === undefined ? texts.loading : errorText(error)}</p>;
  const isHost = circle.members.some((seat) => seat.memberId === me.id && seat.role === "host");
  return (
    <>
      <p dir="auto">{circle.purpose}</p>
      {isHost && <InviteLink circleId={circleId} />}
      <Members circle={circle} />
      <Leave circle={circle} />
    </>
  );
}

function Members({ circle }: { readonly circle: Circle }) {
  const { me } = useSession();
  const nameOf = useNames();
  return (
    <section aria-label={texts.conversations.members}>
      <h3 className="section-title">
        {texts.conversations.members} <span className="faint small">{texts.circles.seats(circle.members.length, circle.capacity)}</span>
      </h3>
      <ul className="seats">
        {circle.members.map((seat) => (
          <li key={seat.memberId} className="seat">
            <Face id={seat.memberId} name={seat.memberId === me.id ? me.displayName : nameOf(seat.memberId)} size="small" own={seat.memberId === me.id} />
            <span dir="auto">{nameOf(seat.memberId)}</span>
            {seat.role === "host" && <span className="faint small">{texts.conversations.host}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Leave({ circle }: { readonly circle: Circle }) {
  const { client, me } = useSession();
  const [, navigate] = useLocation();
  const [isAsking, setAsking] = useState(false);
  const [error, setError] = useState<unknown>();

  async function leave(): Promise<void> {
    try {
      await client.api.circles.removeMember(circle.id, me.id);
      navigate("/");
    } catch (failure) {
      setError(failure);
      setAsking(false);
    }
  }

  return (
    <>
      <button type="button" className="button quiet" onClick={() => setAsking(true)}>
        {texts.circles.leave}
      </button>
      {error !== undefined && (
        <p className="error" role="alert">
          {errorText(error)}
        </p>
      )}
      {isAsking && (
        <Dialog title={texts.circles.leaveTitle(circle.name)} onClose={() => setAsking(false)}>
          <p>{texts.circles.leaveBody}</p>
          <div className="buttons">
            <button type="button" className="button primary" onClick={() => void leave()}>
              {texts.circles.leave}
            </button>
            <button type="button" className="button" onClick={() => setAsking(false)}>
              {texts.cancel}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
