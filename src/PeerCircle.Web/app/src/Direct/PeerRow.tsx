import type { Member } from "@peercircle/sdk";
import { Link } from "wouter";
import { PresenceMark } from "../Accounts/PresenceMark.tsx";
import { useSession } from "../Accounts/SessionContext.ts";
import { Face } from "../parts/Face.tsx";
import { texts } from "../texts.ts";
import { WriteTo } from "./WriteTo.tsx";

export function PeerRow({ member }: { readonly member: Member }) {
  const { me } = useSession();
  const isSelf = member.id === me.id;
  const goal = member.workingTowards;
  return (
    <article className="member" aria-label={member.displayName}>
      <Face id={member.id} name={member.displayName} own={isSelf} />
      <h3>
        <Link className="name" href={`/people/${member.id}`} dir="auto">
          {member.displayName}
        </Link>
        {isSelf && <span className="faint regular"> {texts.people.you}</span>}
      </h3>
      <PresenceMark memberId={member.id} />
      <p dir="auto">{[member.headline, member.organisation ?? member.field].filter(Boolean).join(", ")}</p>
      {goal !== undefined && (
        <p className="goal" dir="auto">
          {isSelf ? texts.people.youSaid(goal) : texts.people.towards(goal)}
        </p>
      )}
      {!isSelf && (
        <span className="end">
          <WriteTo member={member} />
        </span>
      )}
    </article>
  );
}
