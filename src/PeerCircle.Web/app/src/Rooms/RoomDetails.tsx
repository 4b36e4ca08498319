import { useCallback, useState } from "react";
import { useLocation } from "wouter";
import { useSession } from "../Accounts/SessionContext.ts";
import { errorText } from "../parts/errors.ts";
import { useLoaded } from "../parts/useLoaded.ts";
import { texts } from "../texts.ts";

export function RoomDetails({ roomId }: { readonly roomId: string }) {
  const { client } = useSession();
  const [, navigate] = useLocation();
  const [failure, setFailure] = useState<unknown>();
  const { value: room, error } = useLoaded(useCallback(() => client.api.rooms.get(roomId), [client, roomId]));
  if (room === undefined) return <p role="status">{error === undefined ? texts.loading : errorText(error)}</p>;

  async function leave(): Promise<void> {
    try {
      await client.api.rooms.leave(roomId);
      navigate("/rooms");
    } catch (refusal) {
      setFailure(refusal);
    }
  }

  return (
    <>
      <p dir="auto">{room.topic}</p>
      <p className="faint small">{texts.rooms.members(room.memberCount)}</p>
      {room.tags !== undefined && (
        <p className="soft small" dir="auto">
          {room.tags.join(", ")}
        </p>
      )}
      <button type="button" className="button quiet" onClick={() => void leave()}>
        {texts.rooms.leave}
      </button>
      {failure !== undefined && (
        <p className="error" role="alert">
          {errorText(failure)}
        </p>
      )}
    </>
  );
}
