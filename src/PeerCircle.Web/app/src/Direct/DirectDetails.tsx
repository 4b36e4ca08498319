import type { Member } from "@peercircle/sdk";
import { Link } from "wouter";
import { useSession } from "../Accounts/SessionContext.ts";
import { Face } from "../parts/Face.tsx";
import { Tags } from "../parts/Tags.tsx";
import { localTimeText } from "../parts/times.ts";
import { useReadable } from "../parts/useReadable.ts";
import { texts } from "../texts.ts";

/** The other one of a direct conversation. */
export function DirectDetails({ memberId }: { readonly memberId: string }) {
  const { members } = useSession();
  useReadable(members);
  const member = members.find(memberId);
  if (member === undefined) return <p role="status">{texts.loading}</p>;
  return (
    <>
      <Face id={member.id} name={member.displayName} size="large" />
      <div>
        <h3 className="section-title" dir="auto">
          {member.displayName}
        </h3>
        <p className="soft" dir="auto">
          {member.headline}
        </p>
      </div>
      <Facts member={member} />
      {member.mentor?.open === true && member.mentor.topics.length > 0 && (
        <section className="stack-12" aria-label={texts.people.topics}>
          <p className="small faint">{texts.people.topics}</p>
          <Tags label={texts.people.topics} tags={member.mentor.topics} />
        </section>
      )}
      <Link className="button" href={`/people/${member.id}`}>
        {texts.people.profile}
      </Link>
    </>
  );
}

function Facts({ member }: { readonly member: Member }) {
  const facts = [
    [texts.people.worksTowards, member.workingTowards],
    [texts.people.field, member.field],
    [texts.people.organisation, member.organisation],
    [texts.people.time, localTimeText(member.timeZone)],
  ].filter((fact): fact is [string, string] => fact[1] !== undefined);
  if (facts.length === 0) return null;
  return (
    <dl className="member-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
