import { useCallback } from "react";
import { useSession } from "../Accounts/SessionContext.ts";
import { errorText } from "../parts/errors.ts";
import { useLoaded } from "../parts/useLoaded.ts";
import { texts } from "../texts.ts";
import { RoomRow } from "./RoomRow.tsx";
import { byKinship } from "./suggesting.ts";

const shown = 4;

/** Advice rooms for somebody new, those nearest to what they said of themselves first. */
export function SuggestedRooms() {
  const { client, me } = useSession();
  const { value, error } = useLoaded(useCallback((signal: AbortSignal) => client.api.rooms.list({}, signal), [client]));
  return (
    <section className="stack-12" aria-label={texts.welcome.rooms} aria-busy={value === undefined && error === undefined}>
      <div>
        <h2 className="section-title">{texts.welcome.rooms}</h2>
        <p className="soft small">{value?.items.length === 0 ? texts.welcome.noRooms : texts.welcome.roomsNote}</p>
      </div>
      {error !== undefined && <p className="error">{errorText(error)}</p>}
      <ul className="ruled">
        {byKinship(value?.items ?? [], me)
          .slice(0, shown)
          .map((room) => (
            <RoomRow key={room.id} room={room} />
          ))}
      </ul>
    </section>
  );
}
