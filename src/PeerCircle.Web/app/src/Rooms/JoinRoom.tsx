import type { Room } from "@peercircle/sdk";
import { useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import { useSession } from "../Accounts/SessionContext.ts";
import { errorText } from "../parts/errors.ts";
import { texts } from "../texts.ts";
import "./rooms.css";

interface JoinRoomProps {
  readonly room: Room;
  /** Where one is when in; left out, one stays and is offered the way. */
  readonly onJoined?: (room: Room) => void;
}

/** Join, or open what one has joined. The focus stays in its place. */
export function JoinRoom({ room, onJoined }: JoinRoomProps) {
  const { client } = useSession();
  const [joined, setJoined] = useState<Room>();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const open = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (joined !== undefined) open.current?.focus();
  }, [joined]);

  async function join(): Promise<void> {
    if (isBusy) return;
    setBusy(true);
    setError(undefined);
    try {
      const now = await client.api.rooms.join(room.id);
      setJoined(now);
      onJoined?.(now);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="join-room">
      {room.joined || joined !== undefined ? (
        <Link className="button" href={`/c/${room.conversationId}`} ref={open} aria-label={texts.rooms.openNamed(room.name)}>
          {texts.rooms.open}
        </Link>
      ) : (
        <button type="button" className="button" aria-label={texts.rooms.joinNamed(room.name)} aria-disabled={isBusy} onClick={() => void join()}>
          {texts.rooms.join}
        </button>
      )}
      <p className="hidden" role="status">
        {joined !== undefined && texts.rooms.youJoined(room.name)}
      </p>
      {error !== undefined && (
        <p className="error" role="alert">
          {errorText(error)}
        </p>
      )}
    </div>
  );
}
