import { useCallback } from "react";
import { Link, useSearchParams } from "wouter";
import { useSession } from "../Accounts/SessionContext.ts";
import { errorText } from "../parts/errors.ts";
import { Field } from "../parts/Field.tsx";
import { Icon } from "../parts/Icon.tsx";
import { useLoaded } from "../parts/useLoaded.ts";
import { usePaged } from "../parts/usePaged.ts";
import { Page } from "../Shell/Page.tsx";
import { texts } from "../texts.ts";
import { RoomTile } from "./RoomTile.tsx";
import "./rooms.css";
import { TagFilter } from "./TagFilter.tsx";
import { tagsOf } from "./tagging.ts";

/** Advice rooms by topic and tag; what is looked for is in the address. */
export function BrowseRooms() {
  const { client } = useSession();
  const [search, setSearch] = useSearchParams();
  const [query, tag] = [search.get("query") ?? "", search.get("tag") ?? ""];
  const rooms = usePaged(`rooms ${search.toString()}`, (next, signal) => client.api.rooms.list({ query: query || undefined, tag: tag || undefined, next }, signal));
  const all = useLoaded(useCallback((signal: AbortSignal) => client.api.rooms.list({}, signal), [client])).value;

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
    <Page title={texts.rooms.title} action={<NewRoomLink />}>
      <search className="room-filters" aria-label={texts.rooms.title}>
        <p className="soft">{texts.rooms.note}</p>
        <Field label={texts.rooms.find} placeholder={texts.rooms.findHint} type="search" maxLength={200} value={query} onChange={(event) => look("query", event.currentTarget.value)} />
        <TagFilter tags={tagsOf(all?.items ?? [], tag)} chosen={tag} choose={(value) => look("tag", value)} />
      </search>
      <p className={rooms.isDone && rooms.items.length === 0 ? "soft" : "hidden"} role="status">
        {rooms.isDone && (rooms.items.length === 0 ? texts.rooms.none : texts.rooms.found(rooms.items.length, rooms.more !== undefined))}
      </p>
      <ul className="tiles">
        {rooms.items.map((room) => (
          <li key={room.id}>
            <RoomTile room={room} choose={(value) => look("tag", value)} />
          </li>
        ))}
      </ul>
      {rooms.error !== undefined && (
        <p className="error" role="alert">
          {errorText(rooms.error)}
        </p>
      )}
      {rooms.more !== undefined && (
        <button type="button" className="button" onClick={rooms.more}>
          {texts.more}
        </button>
      )}
    </Page>
  );
}

function NewRoomLink() {
  return (
    <Link className="button" href="/new/room">
      <Icon name="plus" />
      {texts.rooms.new}
    </Link>
  );
}
