import type { Member } from "@peercircle/sdk";
import { useEffect, useState } from "react";
import { useLocation, useSearchParams } from "wouter";
import { useSession } from "../Accounts/SessionContext.ts";
import { Page } from "../Shell/Page.tsx";
import { errorText } from "../parts/errors.ts";
import { Face } from "../parts/Face.tsx";
import { Field } from "../parts/Field.tsx";
import { Tags } from "../parts/Tags.tsx";
import { usePaged } from "../parts/usePaged.ts";
import { texts } from "../texts.ts";

/** The directory. What is looked for is in the address, so that it can be gone back to and shared. */
export function People() {
  const { client, members } = useSession();
  const [search, setSearch] = useSearchParams();
  const [query, topic, field] = ["query", "topic", "field"].map((name) => search.get(name) ?? "");
  const mentor = search.get("mentor") === "true";
  const people = usePaged(`people ${search.toString()}`, (next, signal) =>
    client.api.accounts.members({ query: query || undefined, topic: topic || undefined, field: field || undefined, mentor: mentor || undefined, next }, signal),
  );
  useEffect(() => {
    if (people.items.length > 0) members.learn(people.items);
  }, [members, people.items]);

  function look(name: string, value: string): void {
    setSearch(
      (present) => {
        const next = new URLSearchParams(present);
        if (value === "") next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  }

  return (
    <Page title={texts.people.title}>
      <search className="filters" aria-label={texts.people.title}>
        <Field label={texts.people.find} placeholder={texts.people.findHint} type="search" value={query} onChange={(event) => look("query", event.currentTarget.value)} />
        <Field label={texts.people.topic} value={topic} onChange={(event) => look("topic", event.currentTarget.value)} />
        <Field label={texts.people.field} value={field} onChange={(event) => look("field", event.currentTarget.value)} />
        <label className="check">
          <input type="checkbox" className="switch" checked={mentor} onChange={(event) => look("mentor", event.currentTarget.checked ? "true" : "")} />
          {texts.people.mentors}
        </label>
      </search>
      <ul className="tiles">
        {people.items.map((member) => (
          <li key={member.id}>
            <Person member={member} />
          </li>
        ))}
      </ul>
      {people.isDone && people.items.length === 0 && <p className="soft">{texts.people.none}</p>}
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
    </Page>
  );
}

function Person({ member }: { readonly member: Member }) {
  const { client, me } = useSession();
  const [, navigate] = useLocation();
  const [error, setError] = useState<unknown>();
  const place = [member.field, member.organisation].filter(Boolean).join(" · ");
  const isMentor = member.mentor?.open === true;

  async function write(): Promise<void> {
    try {
      const { conversationId } = await client.api.conversations.openDirect(member.id);
      navigate(`/c/${conversationId}`);
    } catch (failure) {
      setError(failure);
    }
  }

  return (
    <article className="tile" aria-label={member.displayName}>
      <div className="tile-head">
        <Face id={member.id} name={member.displayName} own={member.id === me.id} />
        <h2 dir="auto">{member.displayName}</h2>
        {place !== "" && <p dir="auto">{place}</p>}
      </div>
      <div className="tile-body">
        <p dir="auto">{member.headline}</p>
        {isMentor && <Tags label={texts.people.topics} tags={member.mentor?.topics ?? []} />}
      </div>
      <div className="tile-foot">
        <span className="faint small">{member.id === me.id ? texts.you : isMentor && texts.people.isMentor}</span>
        {member.id !== me.id && (
          <button type="button" className="button" aria-label={texts.people.writeTo(member.displayName)} onClick={() => void write()}>
            {texts.people.write}
          </button>
        )}
      </div>
      {error !== undefined && (
        <p className="error" role="alert">
          {errorText(error)}
        </p>
      )}
    </article>
  );
}
