import type { Member } from "@peercircle/sdk";
import { Link } from "wouter";
import { PresenceMark } from "../Accounts/PresenceMark.tsx";
import { useSession } from "../Accounts/SessionContext.ts";
import { Face } from "../parts/Face.tsx";
import { Tags } from "../parts/Tags.tsx";
import { texts } from "../texts.ts";
import { WriteTo } from "./WriteTo.tsx";

export function MentorCard({ member }: { readonly member: Member }) {
  const { me } = useSession();
  const isSelf = member.id === me.id;
  return (
    <article className="tile" aria-label={member.displayName}>
      <div className="tile-head">
        <Face id={member.id} name={member.displayName} own={isSelf} />
        <h3>
          <Link className="name" href={`/people/${member.id}`} dir="auto">
            {member.displayName}
          </Link>
          {isSelf && <span className="faint regular"> {texts.people.you}</span>}
        </h3>
        <PresenceMark memberId={member.id} />
        <p dir="auto">{[member.field, member.organisation].filter(Boolean).join(", ") || texts.people.isMentor}</p>
      </div>
      <div className="tile-body">
        {member.headline !== undefined && <p dir="auto">{member.headline}</p>}
        <Tags label={texts.people.topics} tags={member.mentor?.topics ?? []} />
        {member.workingTowards !== undefined && (
          <p className="soft small" dir="auto">
            {isSelf ? texts.people.youSaid(member.workingTowards) : texts.people.towards(member.workingTowards)}
          </p>
        )}
      </div>
      {!isSelf && (
        <div className="tile-foot">
          <WriteTo member={member} isLong />
        </div>
      )}
    </article>
  );
}
