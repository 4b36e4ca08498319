import type { Room } from "@peercircle/sdk";
import { useLocation } from "wouter";
import { useSession } from "../Accounts/SessionContext.ts";
import { Icon } from "../parts/Icon.tsx";
import { useReadable } from "../parts/useReadable.ts";
import { texts } from "../texts.ts";
import { JoinRoom } from "./JoinRoom.tsx";

/** A room as one finds it. What one has joined meanwhile, here or on another device, shows at once. */
export function RoomTile({ room, choose }: { readonly room: Room; readonly choose: (tag: string) => void }) {
  const { client } = useSession();
  const [, navigate] = useLocation();
  const isIn = useReadable(client.conversations).rows.some((row) => row.id === room.conversationId);
  return (
    <article className="tile" aria-label={room.name}>
      <div className="tile-head">
        <span className="emblem plain" aria-hidden="true">
          <Icon name="room" />
        </span>
        <h2 dir="auto">{room.name}</h2>
        <p>
          {texts.rooms.members(room.memberCount)}
          {isIn && (
            <span className="room-joined">
              <Icon name="check" />
              {texts.rooms.joined}
            </span>
          )}
        </p>
      </div>
      <div className="tile-body">
        <p dir="auto">{room.topic}</p>
      </div>
      <div className="tile-foot">
        <ul className="tags" aria-label={texts.rooms.tags}>
          {(room.tags ?? []).map((tag) => (
            <li key={tag}>
              <button type="button" className="tag" dir="auto" onClick={() => choose(tag)}>
                {tag}
              </button>
            </li>
          ))}
        </ul>
        <JoinRoom room={{ ...room, joined: isIn }} onJoined={(joined) => navigate(`/c/${joined.conversationId}`)} />
      </div>
    </article>
  );
}
