import { useSession } from "../Accounts/SessionContext.ts";
import { Face } from "../parts/Face.tsx";
import { useReadable } from "../parts/useReadable.ts";
import { texts } from "../texts.ts";

/** The other one of a direct conversation. */
export function DirectDetails({ memberId }: { readonly memberId: string }) {
  const { members } = useSession();
  useReadable(members);
  const member = members.find(memberId);
  if (member === undefined) return <p role="status">{texts.loading}</p>;
  const topics = member.mentor?.topics ?? [];
  return (
    <>
      <Face id={member.id} name={member.displayName} size="large" />
      <h3 className="section-title" dir="auto">
        {member.displayName}
      </h3>
      <p dir="auto">{member.headline}</p>
      <p className="soft small" dir="auto">
        {[member.field, member.organisation].filter(Boolean).join(" · ")}
      </p>
      {member.mentor?.open === true && <p className="soft small">{topics.length > 0 ? texts.people.mentorsIn(topics.join(", ")) : texts.people.isMentor}</p>}
    </>
  );
}
