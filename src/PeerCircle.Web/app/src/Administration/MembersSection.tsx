import type { Member } from "@peercircle/sdk";
import { useState } from "react";
import { Link } from "wouter";
import { useSession } from "../Accounts/SessionContext.ts";
import { errorText } from "../parts/errors.ts";
import { Face } from "../parts/Face.tsx";
import { Field } from "../parts/Field.tsx";
import { dayOf } from "../parts/times.ts";
import { usePaged } from "../parts/usePaged.ts";
import { texts } from "../texts.ts";
import { administration } from "../texts/administration.ts";
import { MemberAct, type Act } from "./MemberAct.tsx";
import { MemberMenu } from "./MemberMenu.tsx";

/** Everybody who has an account, also those shut out. */
export function MembersSection() {
  const { client } = useSession();
  const [query, setQuery] = useState("");
  const [turn, setTurn] = useState(0);
  const [acting, setActing] = useState<{ readonly act: Act; readonly member: Member }>();
  const people = usePaged(`${turn} ${query}`, (next, signal) => client.api.accounts.members({ query: query.trim() || undefined, next }, signal));
  return (
    <section aria-labelledby="members-title">
      <h2 className="section-title" id="members-title">
        {administration.members}
      </h2>
      <search className="member-search">
        <Field label={administration.find} placeholder={administration.findHint} type="search" value={query} onChange={(event) => setQuery(event.currentTarget.value)} />
      </search>
      <ul className="member-list">
        {people.items.map((member) => (
          <MemberRow key={member.id} member={member} onAct={(act) => setActing({ act, member })} />
        ))}
      </ul>
      <p className={people.isDone && people.items.length === 0 ? "soft" : "hidden"} role="status">
        {people.isDone && people.items.length === 0 && administration.none}
      </p>
      {people.error !== undefined && (
        <p className="error" role="alert">
          {errorText(people.error)}
        </p>
      )}
      {people.more !== undefined && (
        <button type="button" className="button" onClick={people.more}>
          {texts.more}
        </button>
      )}
      {acting !== undefined && <MemberAct {...acting} onChanged={() => setTurn((present) => present + 1)} onClose={() => setActing(undefined)} />}
    </section>
  );
}

function MemberRow({ member, onAct }: { readonly member: Member; readonly onAct: (act: Act) => void }) {
  const { me } = useSession();
  const place = [member.headline, member.organisation].filter(Boolean).join(" · ");
  return (
    <li className={member.deactivated === true ? "member-row out" : "member-row"}>
      <Face id={member.id} name={member.displayName} own={member.id === me.id} />
      <div className="member-words">
        <p>
          <Link className="name" href={`/people/${member.id}`} dir="auto">
            {member.displayName}
          </Link>{" "}
          {member.id === me.id && <span className="faint small">{administration.you}</span>}
        </p>
        <p className="faint small" dir="auto">
          {[place, administration.since(dayOf(member.createdAt))].filter(Boolean).join(", ")}
        </p>
      </div>
      <span className="small soft member-role">{member.deactivated === true ? administration.deactivated : member.role === "member" ? "" : administration.roles[member.role]}</span>
      <MemberMenu member={member} onAct={onAct} />
    </li>
  );
}
