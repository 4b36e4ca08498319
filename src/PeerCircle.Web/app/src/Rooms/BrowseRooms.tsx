import type { Room } from "@peercircle/sdk";
import { useState } from "react";
import { Link, useLocation, useSearchParams } from "wouter";
import { useSession } from "../Accounts/SessionContext.ts";
import { Page } from "../Shell/Page.tsx";
import { errorText } from "../parts/errors.ts";
import { Face } from "../parts/Face.tsx";
import { Field } from "../parts/Field.tsx";
import { Tags } from "../parts/Tags.tsx";
import { usePaged } from "../parts/usePaged.ts";
import { texts } from "../texts.ts";

export function BrowseRooms() {
  const { client } = useSession();
  const [search, setSearch] = useSearchParams();
  const query = search.get("query") ?? "";
  const rooms = usePaged(`rooms ${query}`, (next, signal) => client.api.rooms.list({ query: query || undefined, next }, signal));
  return (
    <Page title={texts.rooms.title} action={<NewRoomLink />}>
      <search className="filters" aria-label={texts.rooms.title}>
        <Field
          label={texts.rooms.find}
          placeholder={texts.rooms.findHint}
          type="search"
          value={query}
          onChange={(event) => setSearch(event.currentTarget.value === "" ? {} : { query: event.currentTarget.value }, { replace: true })}
        />
      </search>
      <ul className="tiles">
        {rooms.items.map((room) => (
          <li key={room.id}>
            <RoomTile room={room} />
          </li>
        ))}
      </ul>
      {rooms.isDone && rooms.items.length === 0 && <p className="soft">{texts.rooms.none}</p>}
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
      {texts.rooms.new}
    </Link>
  );
}

function RoomTile({ room }: { readonly room: Room }) {
  const { client } = useSession();
  const [, navigate] = useLocation();
  const [error, setError] = useState<unknown>();

  async function join(): Promise<void> {
    try {
      const joined = await client.api.rooms.join(room.id);
      navigate(`/c/${joined.conversationId}`);
    } catch (failure) {
      setError(failure);
    }
  }

  return (
    <article className="tile" aria-label={room.name}>
      <div className="tile-head">
        <Face id={room.id} name={room.name} shape="emblem" />
        <h2 dir="auto">{room.name}</h2>
        <p>{texts.rooms.members(room.memberCount)}</p>
      </div>
      <div className="tile-body">
        <p dir="auto">{room.topic}</p>
      </div>
      <div className="tile-foot">
        <Tags label={texts.rooms.tags} tags={room.tags ?? []} />
        {room.joined ? (
          <Link className="button" href={`/c/${room.conversationId}`} aria-label={texts.rooms.openNamed(room.name)}>
            {texts.rooms.open}
          </Link>
        ) : (
          <button type="button" className="button" aria-label={texts.rooms.joinNamed(room.name)} onClick={() => void join()}>
            {texts.rooms.join}
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
