import { memo, useState } from "react";
import { Link, useRoute } from "wouter";
import { useSession } from "../../Accounts/SessionContext.ts";
import { Icon, Logo } from "../../parts/Icon.tsx";
import { useToday } from "../../parts/today.ts";
import { useReadable } from "../../parts/useReadable.ts";
import { texts } from "../../texts.ts";
import { keysOf } from "../Shortcuts/keys.ts";
import { openLayer } from "../layer.ts";
import { Begin } from "./Begin.tsx";
import { InboxPlace } from "./InboxPlace.tsx";
import "./rail.css";
import { RailFoot } from "./RailFoot.tsx";
import { RailRow } from "./RailRow.tsx";
import { RailSection } from "./RailSection.tsx";
import { sectionsOf } from "./sections.ts";

/** All there is to go to. */
export function Rail() {
  const { client } = useSession();
  const { isLoaded, rows } = useReadable(client.conversations);
  const [, params] = useRoute("/c/:conversationId/*?");
  const today = useToday();
  const [sections, setSections] = useState(() => sectionsOf(rows));
  const next = sectionsOf(rows, sections);
  if (next.wins !== sections.wins || next.circle !== sections.circle || next.room !== sections.room || next.direct !== sections.direct) setSections(next);
  const current = (kind: keyof typeof next) => next[kind].find((row) => row.id === params?.conversationId)?.id;
  return (
    <nav className="rail" aria-label={texts.conversations.title} aria-busy={!isLoaded}>
      <RailHead />
      <div className="rail-scroll">
        <ul className="rows places">
          <InboxPlace />
          {next.wins.map((row) => (
            <RailRow key={row.id} row={row} isCurrent={row.id === params?.conversationId} today={today} />
          ))}
          <Place href="/goals" icon="goal" name={texts.shell.goals} />
          <Place href="/people" icon="people" name={texts.conversations.people} />
          <Place href="/rooms" icon="room" name={texts.conversations.browseRooms} />
        </ul>
        <RailSection kind="circle" title={texts.conversations.circles} rows={next.circle} current={current("circle")} today={today} />
        <RailSection kind="room" title={texts.shell.joinedRooms} rows={next.room} current={current("room")} today={today} />
        <RailSection kind="direct" title={texts.conversations.direct} rows={next.direct} current={current("direct")} today={today} />
        {!isLoaded && <RailSkeleton />}
      </div>
      <RailFoot />
    </nav>
  );
}

const RailHead = memo(function RailHead() {
  return (
    <div className="rail-top">
      <h1 className="hidden phone-only">{texts.conversations.title}</h1>
      <div className="rail-head">
        <Link className="network" href="/">
          <Logo />
          <span>{texts.product}</span>
        </Link>
        <Begin />
      </div>
      <button type="button" className="jump" aria-haspopup="dialog" aria-keyshortcuts="Control+K Meta+K" onClick={() => openLayer("switcher")}>
        <Icon name="search" />
        <span>{texts.shell.find}</span>
        <kbd aria-hidden="true">{keysOf("switch")}</kbd>
      </button>
    </div>
  );
});

const Place = memo(function Place({ href, icon, name }: { readonly href: string; readonly icon: "goal" | "people" | "room"; readonly name: string }) {
  const [isHere] = useRoute(`${href}/*?`);
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
});

function RailSkeleton() {
  return (
    <div className="rail-skeleton" aria-hidden="true">
      {["half", "third", "half"].map((width, index) => (
        <div key={index} className="row">
          <span className="skeleton avatar" />
          <span className={`skeleton line ${width}`} />
        </div>
      ))}
    </div>
  );
}
