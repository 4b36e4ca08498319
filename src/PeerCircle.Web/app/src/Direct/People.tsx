import type { Member, MemberQuery } from "@peercircle/sdk";
import { useEffect } from "react";
import { useSearchParams } from "wouter";
import { useSession } from "../Accounts/SessionContext.ts";
import { errorText } from "../parts/errors.ts";
import { usePaged, type Paged } from "../parts/usePaged.ts";
import { Page } from "../Shell/Page.tsx";
import { texts } from "../texts.ts";
import { MentorCard } from "./MentorCard.tsx";
import { PeerRow } from "./PeerRow.tsx";
import "./people.css";
import { PeopleFilters } from "./PeopleFilters.tsx";

const nobody = { items: [] };

/** The directory, mentors first. What is looked for is in the address, so that it can be gone back to and shared. */
export function People() {
  const { client, members } = useSession();
  const [search] = useSearchParams();
  const isMentorsOnly = search.get("mentor") === "true";
  const asked: MemberQuery = { query: word(search, "query"), topic: word(search, "topic"), field: word(search, "field"), organisation: word(search, "organisation") };
  const key = search.toString();
  const mentors = usePaged(`mentors ${key}`, (next, signal) => client.api.accounts.members({ ...asked, mentor: true, next }, signal));
  const everybody = usePaged(`people ${key}`, (next, signal) => (isMentorsOnly ? Promise.resolve(nobody) : client.api.accounts.members({ ...asked, next }, signal)));
  const peers = { ...everybody, items: everybody.items.filter((member) => member.mentor?.open !== true) };
  useEffect(() => {
    const found = [...mentors.items, ...everybody.items];
    if (found.length > 0) members.learn(found);
  }, [members, mentors.items, everybody.items]);

  const isDone = mentors.isDone && everybody.isDone;
  const isNobody = isDone && mentors.items.length === 0 && peers.items.length === 0;
  return (
    <Page title={texts.people.title}>
      <PeopleFilters />
      <p className={isNobody ? "soft" : "hidden"} role="status">
        {isDone && (isNobody ? texts.people.none : countText(mentors, peers))}
      </p>
      {[mentors.error, everybody.error].map(
        (error, index) =>
          error !== undefined && (
            <p key={index} className="error" role="alert">
              {errorText(error)}
            </p>
          ),
      )}
      {mentors.items.length > 0 && (
        <section className="people-part" aria-labelledby="mentors">
          <div className="section-head">
            <h2 className="section-title" id="mentors">
              {texts.people.mentors}
            </h2>
            <p className="small faint number">{texts.people.mentorsFound(mentors.items.length, mentors.more !== undefined)}</p>
          </div>
          <ul className="tiles pair">
            {mentors.items.map((member) => (
              <li key={member.id}>
                <MentorCard member={member} />
              </li>
            ))}
          </ul>
          <More more={mentors.more} label={texts.people.moreMentors} />
        </section>
      )}
      {peers.items.length > 0 && (
        <section className="people-part" aria-labelledby="peers">
          <div className="section-head">
            <h2 className="section-title" id="peers">
              {texts.people.peers}
            </h2>
            <p className="small faint number">{texts.people.peersFound(peers.items.length, peers.more !== undefined)}</p>
          </div>
          <ul className="members">
            {peers.items.map((member) => (
              <li key={member.id}>
                <PeerRow member={member} />
              </li>
            ))}
          </ul>
          <More more={peers.more} label={texts.people.morePeers} />
        </section>
      )}
    </Page>
  );
}

function word(search: URLSearchParams, name: string): string | undefined {
  return search.get(name) || undefined;
}

function countText(mentors: Paged<Member>, peers: Paged<Member>): string {
  return texts.people.found(texts.people.mentorsFound(mentors.items.length, mentors.more !== undefined), texts.people.peersFound(peers.items.length, peers.more !== undefined));
}

function More({ more, label }: { readonly more: (() => void) | undefined; readonly label: string }) {
  if (more === undefined) return null;
  return (
    <button type="button" className="button" onClick={more}>
      {label}
    </button>
  );
}
