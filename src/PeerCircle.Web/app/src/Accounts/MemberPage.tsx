import { isCode, type Member } from "@peercircle/sdk";
import { useCallback, useEffect, useState } from "react";
import { Link } from "wouter";
import { MemberGoals } from "../Goals/MemberGoals.tsx";
import { errorText } from "../parts/errors.ts";
import { Face } from "../parts/Face.tsx";
import { Tags } from "../parts/Tags.tsx";
import { useLoaded } from "../parts/useLoaded.ts";
import { wantFocus } from "../Shell/focus.ts";
import { navigate } from "../Shell/history.ts";
import { Page, PageSkeleton } from "../Shell/Page.tsx";
import { usePlaceName } from "../Shell/title.ts";
import { texts } from "../texts.ts";
import { LocalTime } from "./LocalTime.tsx";
import "./member.css";
import { PresenceWord } from "./PresenceMark.tsx";
import { useSession } from "./SessionContext.ts";

/** Who somebody is, and the way to write to them. */
export function MemberPage({ memberId }: { readonly memberId: string }) {
  const { client, members } = useSession();
  const { value, error } = useLoaded(useCallback(() => client.api.accounts.member(memberId), [client, memberId]));
  useEffect(() => {
    if (value !== undefined) members.learn([value]);
  }, [members, value]);
  const member = value ?? members.known().find(({ id }) => id === memberId);
  if (member !== undefined) return <Profile member={member} />;
  if (error === undefined) return <PageSkeleton title={texts.loading} />;
  return (
    <Page title={texts.people.title} narrow parent="/people">
      <p role="alert">{isCode(error, "not_found") ? texts.member.unknown : errorText(error)}</p>
    </Page>
  );
}

function Profile({ member }: { readonly member: Member }) {
  const { me } = useSession();
  usePlaceName(member.displayName);
  const isMentor = member.mentor?.open === true;
  const facts = [
    [texts.member.towards, member.workingTowards],
    [texts.people.field, member.field],
    [texts.accounts.organisation, member.organisation],
  ] as const;
  return (
    <Page title={texts.people.title} narrow parent="/people">
      <div className="member-head">
        <Face id={member.id} name={member.displayName} size="large" own={member.id === me.id} />
        <div>
          <div className="member-title">
            <h2 className="member-name" dir="auto">
              {member.displayName}
            </h2>
            <PresenceWord memberId={member.id} />
          </div>
          {member.headline !== undefined && <p dir="auto">{member.headline}</p>}
          {member.role !== "member" && <p className="faint small">{texts.member.roles[member.role]}</p>}
        </div>
      </div>
      {member.deactivated === true ? (
        <p className="soft">{texts.member.deactivated}</p>
      ) : member.id === me.id ? (
        <Link className="button" href="/settings/profile">
          {texts.member.editOwn}
        </Link>
      ) : (
        <Write member={member} />
      )}
      {isMentor && (
        <section className="member-part">
          <h3 className="strong-label">{texts.people.isMentor}</h3>
          <Tags label={texts.people.topics} tags={member.mentor?.topics ?? []} />
        </section>
      )}
      <dl className="member-facts">
        {facts.map(([name, fact]) =>
          fact === undefined ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd dir="auto">{fact}</dd>
            </div>
          ),
        )}
        {member.timeZone !== undefined && member.id !== me.id && (
          <div>
            <dt>{texts.member.localTime}</dt>
            <dd>
              <LocalTime zone={member.timeZone} />
            </dd>
          </div>
        )}
      </dl>
      <MemberGoals memberId={member.id} />
      {member.id !== me.id && <SharedCircles memberId={member.id} />}
    </Page>
  );
}

function Write({ member }: { readonly member: Member }) {
  const { client } = useSession();
  const [error, setError] = useState<unknown>();

  async function write(): Promise<void> {
    try {
      const { conversationId } = await client.api.conversations.openDirect(member.id);
      wantFocus(`/c/${conversationId}`);
      navigate(`/c/${conversationId}`);
    } catch (failure) {
      setError(failure);
    }
  }

  return (
    <div className="stack-12">
      <button type="button" className="button primary" onClick={() => void write()}>
        {texts.people.writeTo(member.displayName)}
      </button>
      {error !== undefined && (
        <p className="error" role="alert">
          {errorText(error)}
        </p>
      )}
    </div>
  );
}

/** Circles both are in; one sees no others. */
function SharedCircles({ memberId }: { readonly memberId: string }) {
  const { client } = useSession();
  const { value } = useLoaded(useCallback(() => client.api.circles.list(), [client]));
  const shared = value?.items.filter((circle) => circle.members.some((seat) => seat.memberId === memberId)) ?? [];
  if (shared.length === 0) return null;
  return (
    <section className="member-part" aria-labelledby="shared-circles">
      <h3 className="strong-label" id="shared-circles">
        {texts.member.sharedCircles}
      </h3>
      <ul>
        {shared.map((circle) => (
          <li key={circle.id}>
            <Link className="member-circle" href={`/c/${circle.conversationId}`}>
              <Face id={circle.id} name={circle.name} shape="emblem" size="small" />
              <span dir="auto">{circle.name}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
