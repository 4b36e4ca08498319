import type { Room } from "@peercircle/sdk";
import { useCallback, useEffect, useState } from "react";
import { Link, useLocation } from "wouter";
import { useNames } from "../Accounts/memberDirectory.ts";
import { MemberFace } from "../Accounts/MemberFace.tsx";
import { PresenceMark } from "../Accounts/PresenceMark.tsx";
import { useSession } from "../Accounts/SessionContext.ts";
import { errorText } from "../parts/errors.ts";
import { useLoaded } from "../parts/useLoaded.ts";
import { useReadable } from "../parts/useReadable.ts";
import { texts } from "../texts.ts";
import { EditRoom } from "./EditRoom.tsx";

const shown = 8;

/** The room beside its conversation. Who opened it may change what it is about. */
export function RoomDetails({ roomId, conversationId }: { readonly roomId: string; readonly conversationId: string }) {
  const { client, me } = useSession();
  const handle = client.conversation(conversationId);
  const people = useReadable(handle.members);
  const notice = useReadable(handle).messages.findLast((message) => message.kind === "system")?.seq ?? 0;
  const { value, error, reload } = useLoaded(useCallback(() => client.api.rooms.get(roomId), [client, roomId, notice]));
  const [isEditing, setEditing] = useState(false);
  useEffect(() => void handle.loadMembers().catch(() => undefined), [handle]);
  if (value === undefined) return <p role="status">{error === undefined ? texts.loading : errorText(error)}</p>;
  const isOpener = people.some((person) => person.memberId === me.id && person.role === "host");
  return (
    <>
      <p dir="auto">{value.topic}</p>
      <RoomTags room={value} />
      <People count={value.memberCount} ids={people.map((person) => person.memberId)} />
      <div className="buttons">
        {isOpener && (
          <button type="button" className="button" onClick={() => setEditing(true)}>
            {texts.rooms.edit}
          </button>
        )}
        <LeaveRoom room={value} />
      </div>
      {isEditing && <EditRoom room={value} changed={reload} onClose={() => setEditing(false)} />}
    </>
  );
}

/** Each leads to the rooms that have it too. */
export function RoomTags({ room }: { readonly room: Room }) {
  const tags = room.tags ?? [];
  if (tags.length === 0) return null;
  return (
    <ul className="tags" aria-label={texts.rooms.tags}>
      {tags.map((tag) => (
        <li key={tag}>
          <Link className="tag" href={`/rooms?tag=${encodeURIComponent(tag)}`} dir="auto">
            {tag}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function People({ count, ids }: { readonly count: number; readonly ids: readonly string[] }) {
  const nameOf = useNames();
  return (
    <section aria-label={texts.conversations.members}>
      <h3 className="section-title">{texts.rooms.members(count)}</h3>
      <ul className="seats">
        {ids.slice(0, shown).map((id) => (
          <li key={id} className="seat">
            <MemberFace id={id} size="small" />
            <Link href={`/people/${id}`} dir="auto">
              {nameOf(id)}
            </Link>
            <PresenceMark memberId={id} />
          </li>
        ))}
      </ul>
      {ids.length > shown && <p className="soft small">{texts.rooms.andMore(ids.length - shown)}</p>}
    </section>
  );
}

function LeaveRoom({ room }: { readonly room: Room }) {
  const { client } = useSession();
  const [, navigate] = useLocation();
  const [error, setError] = useState<unknown>();

  async function leave(): Promise<void> {
    try {
      await client.api.rooms.leave(room.id);
      navigate("/rooms");
    } catch (failure) {
      setError(failure);
    }
  }

  return (
    <>
      <button type="button" className="button quiet" onClick={() => void leave()}>
        {texts.rooms.leave}
      </button>
      {error !== undefined && (
        <p className="error" role="alert">
          {errorText(error)}
        </p>
      )}
    </>
  );
}
