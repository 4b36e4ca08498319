import type { Room } from "@peercircle/sdk";
import { Icon } from "../parts/Icon.tsx";
import { JoinRoom } from "./JoinRoom.tsx";

/** A room in a short list. */
export function RoomRow({ room }: { readonly room: Room }) {
  return (
    <li className="choice-row">
      <span className="emblem plain" aria-hidden="true">
        <Icon name="room" />
      </span>
      <div>
        <p className="strong" dir="auto">
          {room.name}
        </p>
        <p className="soft small" dir="auto">
          {room.topic}
        </p>
      </div>
      <JoinRoom room={room} />
    </li>
  );
}
