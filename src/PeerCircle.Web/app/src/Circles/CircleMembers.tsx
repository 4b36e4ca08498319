import { isCode, type Circle, type Seat } from "@peercircle/sdk";
import { useState } from "react";
import { Link } from "wouter";
import { PresenceMark } from "../Accounts/PresenceMark.tsx";
import { useSession } from "../Accounts/SessionContext.ts";
import { errorText } from "../parts/errors.ts";
import { Face } from "../parts/Face.tsx";
import { useReadable } from "../parts/useReadable.ts";
import { texts } from "../texts.ts";
import { ManageMember } from "./ManageMember.tsx";
import { RemoveMember } from "./RemoveMember.tsx";

interface CircleMembersProps {
  readonly circle: Circle;
  readonly isHost: boolean;
  readonly changed: (circle: Circle) => void;
  readonly reload: () => void;
}

/** Who is in, the longest-standing first. */
export function CircleMembers({ circle, isHost, changed, reload }: CircleMembersProps) {
  const { client, me, members } = useSession();
  useReadable(members);
  const [removing, setRemoving] = useState<Seat>();
  const [said, setSaid] = useState("");
  const [error, setError] = useState<unknown>();
  const hosts = circle.members.filter((seat) => seat.role === "host");
  const next = hosts.length === 1 ? circle.members.find((seat) => seat.role === "member") : undefined;
  const nameOf = (id: string) => members.find(id)?.displayName ?? texts.someone;

  async function setRole(seat: Seat, role: Seat["role"]): Promise<void> {
    setError(undefined);
    try {
      changed(await client.api.circles.setRole(circle.id, seat.memberId, role));
      setSaid(role === "host" ? texts.circles.nowHost(nameOf(seat.memberId)) : texts.circles.nowMember(nameOf(seat.memberId)));
    } catch (failure) {
      setError(failure);
    }
  }

  async function remove(seat: Seat): Promise<void> {
    await client.api.circles.removeMember(circle.id, seat.memberId).catch((failure: unknown) => {
      if (!isCode(failure, "not_found")) throw failure; // Gone already.
    });
    setSaid(texts.circles.removed(nameOf(seat.memberId)));
    reload();
  }

  return (
    <section aria-labelledby="members">
      <div className="section-head">
        <h2 className="section-title" id="members">
          {texts.circles.members}
        </h2>
        <p className="small faint number">{texts.circles.seats(circle.members.length, circle.capacity)}</p>
      </div>
      <p className="hidden" role="status">
        {said}
      </p>
      {error !== undefined && (
        <p className="error" role="alert">
          {errorText(error)}
        </p>
      )}
      <ul className="members">
        {circle.members.map((seat) => {
          const member = members.find(seat.memberId);
          return (
            <li key={seat.memberId} className="member">
              <Face id={seat.memberId} name={member?.displayName ?? ""} own={seat.memberId === me.id} />
              <h3>
                <Link className="name" href={`/people/${seat.memberId}`} dir="auto">
                  {member?.displayName ?? texts.loading}
                </Link>
                {seat.memberId === me.id && <span className="faint regular"> {texts.circles.you}</span>}
              </h3>
              <PresenceMark memberId={seat.memberId} />
              <p dir="auto">{[member?.headline, member?.organisation].filter(Boolean).join(", ")}</p>
              <span className="end">
                {seat.role === "host" ? <span className="tag">{texts.circles.host}</span> : seat === next && <span className="tag">{texts.circles.nextHost}</span>}
                {isHost && !(seat.memberId === me.id && hosts.length === 1) && (
                  <ManageMember name={nameOf(seat.memberId)} role={seat.role} isSelf={seat.memberId === me.id} setRole={(role) => void setRole(seat, role)} remove={() => setRemoving(seat)} />
                )}
              </span>
            </li>
          );
        })}
      </ul>
      {removing !== undefined && <RemoveMember name={nameOf(removing.memberId)} circle={circle.name} remove={() => remove(removing)} onClose={() => setRemoving(undefined)} />}
    </section>
  );
}
