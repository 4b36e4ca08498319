import type { ConversationKind, ConversationRow } from "@peercircle/sdk";
import { memo } from "react";
import { Link, useRoute } from "wouter";
import { useNames } from "../Accounts/memberDirectory.ts";
import { useSession } from "../Accounts/SessionContext.ts";
import { Face } from "../parts/Face.tsx";
import { Icon, Logo } from "../parts/Icon.tsx";
import { briefText } from "../parts/times.ts";
import { useReadable } from "../parts/useReadable.ts";
import { texts } from "../texts.ts";

export function Rail() {
  const { client, me } = useSession();
  const { isLoaded, rows } = useReadable(client.conversations);
  return (
    <nav className="rail" aria-label={texts.conversations.title} aria-busy={!isLoaded}>
      <div className="rail-head">
        <Link className="network" href="/">
          <Logo />
          <span>{texts.product}</span>
        </Link>
      </div>
      <ul className="rows places">
        <Place href="/people" icon="people" name={texts.conversations.people} />
        <Place href="/rooms" icon="room" name={texts.conversations.browseRooms} />
        <Place href="/new/circle" icon="plus" name={texts.conversations.newCircle} />
      </ul>
      <Section kind="wins" title={undefined} rows={rows} />
      <Section kind="circle" title={texts.conversations.circles} rows={rows} />
      <Section kind="room" title={texts.conversations.rooms} rows={rows} />
      <Section kind="direct" title={texts.conversations.direct} rows={rows} />
      <div className="rail-foot">
        <Link className="row single" href="/settings">
          <Face id={me.id} name={me.displayName} size="small" />
          <span className="row-name" dir="auto">
            {me.displayName}
            <span className="hidden"> {texts.accounts.profile}</span>
          </span>
        </Link>
      </div>
    </nav>
  );
}

function Place({ href, icon, name }: { readonly href: string; readonly icon: "people" | "room" | "plus"; readonly name: string }) {
  const [isHere] = useRoute(href);
  return (
    <li>
      <Link className="row single" href={href} aria-current={isHere ? "page" : undefined}>
        <span className="room-icon">
          <Icon name={icon} />
        </span>
        <span className="row-name">{name}</span>
      </Link>
    </li>
  );
}

function Section({ kind, title, rows }: { readonly kind: ConversationKind; readonly title: string | undefined; readonly rows: readonly ConversationRow[] }) {
  const [, params] = useRoute("/c/:conversationId/*?");
  const nameOf = useNames();
  const own = rows.filter((row) => row.kind === kind);
  if (own.length === 0) return null;
  return (
    <>
      {title !== undefined && <h2 className="rail-title">{title}</h2>}
      <ul className="rows" aria-label={title}>
        {own.map((row) => (
          <Row key={row.id} row={row} isCurrent={params?.conversationId === row.id} author={row.kind === "direct" ? undefined : row.last?.authorId === undefined ? undefined : nameOf(row.last.authorId)} />
        ))}
      </ul>
    </>
  );
}

const Row = memo(function Row({ row, isCurrent, author }: { readonly row: ConversationRow; readonly isCurrent: boolean; readonly author: string | undefined }) {
  const isMeant = row.kind === "direct";
  const last = row.last?.deletedAt !== undefined ? texts.conversations.deletedByAuthor : row.last?.text;
  return (
    <li>
      <Link className={["row", row.unread > 0 && "unread", row.kind === "wins" && "single"].filter(Boolean).join(" ")} href={`/c/${row.id}`} aria-current={isCurrent ? "page" : undefined}>
        {row.kind === "wins" ? (
          <span className="room-icon">
            <Icon name="wins" />
          </span>
        ) : (
          <Face id={row.circleId ?? row.roomId ?? row.memberId ?? row.id} name={row.title} shape={isMeant ? "avatar" : "emblem"} />
        )}
        <span className="row-name" dir="auto">
          {row.title}
        </span>
        {row.last !== undefined && row.kind !== "wins" && (
          <time className="row-time" dateTime={row.last.createdAt}>
            {briefText(row.last.createdAt)}
          </time>
        )}
        {row.kind !== "wins" && (
          <span className="row-last" dir="auto">
            {author !== undefined && last !== undefined ? `${author}: ${last}` : last}
          </span>
        )}
        {row.unread > 0 && (
          <span className={isMeant ? "badge" : "badge soft"}>
            <span aria-hidden="true">{texts.conversations.unreadBadge(row.unread)}</span>
            <span className="hidden">{texts.conversations.unread(row.unread)}</span>
          </span>
        )}
      </Link>
    </li>
  );
});
