import type { ConversationRow } from "@peercircle/sdk";
import { memo, useCallback, useEffect, useRef, useSyncExternalStore } from "react";
import { Link } from "wouter";
import { PresenceMark } from "../../Accounts/PresenceMark.tsx";
import { useSession } from "../../Accounts/SessionContext.ts";
import { Face } from "../../parts/Face.tsx";
import { Icon } from "../../parts/Icon.tsx";
import { briefText } from "../../parts/times.ts";
import { texts } from "../../texts.ts";
import { previewOf } from "./preview.ts";

interface RailRowProps {
  readonly row: ConversationRow;
  readonly isCurrent: boolean;
  /** The day it is: what was a time today is a weekday tomorrow. */
  readonly today: string;
}

/** A conversation in the rail; drawn again only when something of itself changed. */
export const RailRow = memo(function RailRow({ row, isCurrent }: RailRowProps) {
  const link = useRef<HTMLAnchorElement>(null);
  const preview = usePreview(row);
  useEffect(() => {
    if (isCurrent) link.current?.scrollIntoView({ block: "nearest" });
  }, [isCurrent]);
  const last = row.kind === "wins" ? undefined : row.last;
  const classes = ["row", row.unread > 0 && "unread", last === undefined && "single"].filter(Boolean).join(" ");
  return (
    <li className="rail-item">
      <Link ref={link} className={classes} href={`/c/${row.id}`} aria-current={isCurrent ? "page" : undefined}>
        <Mark row={row} />
        <span className="row-name" dir="auto">
          {row.title}
        </span>
        {row.memberId !== undefined && <PresenceMark memberId={row.memberId} />}
        {last !== undefined && (
          <>
            <time className="row-time" dateTime={last.createdAt}>
              {briefText(last.createdAt)}
            </time>
            <span className="row-last" dir="auto">
              {preview}
            </span>
          </>
        )}
        {row.unread > 0 && <Unread count={row.unread} isMeant={row.kind === "direct"} isWin={row.kind === "wins"} />}
      </Link>
    </li>
  );
});

/** What a conversation is known by at a glance. */
export function Mark({ row }: { readonly row: ConversationRow }) {
  switch (row.kind) {
    case "wins":
    case "room":
      return (
        <span className="room-icon">
          <Icon name={row.kind} />
        </span>
      );
    case "circle":
      return <Face id={row.circleId ?? row.id} name={row.title} shape="emblem" />;
    case "direct":
      return <Face id={row.memberId ?? row.id} name={row.title} />;
  }
}

export function Unread({ count, isMeant, isWin = false }: { readonly count: number; readonly isMeant: boolean; readonly isWin?: boolean }) {
  return (
    <span className={isWin ? "badge win" : isMeant ? "badge" : "badge soft"}>
      <span aria-hidden="true">{texts.conversations.unreadBadge(count)}</span>
      <span className="hidden">{texts.conversations.unread(count)}</span>
    </span>
  );
}

/** Names may come later than the message; only a line that reads differently then is drawn again. */
function usePreview(row: ConversationRow): string {
  const { me, members } = useSession();
  const read = useCallback(() => previewOf(row, me.id, (id) => (id === me.id ? me.displayName : (members.find(id)?.displayName ?? texts.someone))), [row, me, members]);
  return useSyncExternalStore(members.subscribe, read);
}
