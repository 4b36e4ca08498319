import { Link } from "wouter";
import { useSession } from "../Accounts/SessionContext.ts";
import { Icon } from "../parts/Icon.tsx";
import { useToday } from "../parts/today.ts";
import { useReadable } from "../parts/useReadable.ts";
import { texts } from "../texts.ts";
import "./home.css";
import { RailRow } from "./Rail/RailRow.tsx";
import { usePlaceName } from "./title.ts";

const mostNews = 5;

/** Nothing is opened yet: what waits for one, and what one can begin. On a phone the list stands here. */
export function Home() {
  const { client, me } = useSession();
  const { isLoaded, rows } = useReadable(client.conversations);
  const today = useToday();
  usePlaceName("");
  const isEmpty = isLoaded && rows.every((row) => row.kind === "wins");
  const news = rows.filter((row) => row.unread > 0);
  return (
    <main className="main" id="main">
      <div className="scroll">
        <div className="page narrow home">
          <div>
            <h1 className="page-title" dir="auto">
              {isEmpty ? texts.conversations.noneTitle : texts.home.title(me.displayName.split(" ")[0] ?? "")}
            </h1>
            <p className="soft">{isEmpty ? texts.conversations.none : isLoaded && news.length === 0 && texts.home.nothingNew}</p>
          </div>
          {news.length > 0 && (
            <section aria-labelledby="news">
              <h2 className="section-title" id="news">
                {texts.home.news}
              </h2>
              <ul className="home-news">
                {news.slice(0, mostNews).map((row) => (
                  <RailRow key={row.id} row={row} isCurrent={false} today={today} />
                ))}
              </ul>
              {news.length > mostNews && <p className="faint small">{texts.home.moreNews(news.length - mostNews)}</p>}
            </section>
          )}
          <section aria-labelledby="begin">
            <h2 className="section-title" id="begin">
              {texts.home.begin}
            </h2>
            <ul className="home-ways">
              {(me.headline ?? "") === "" && <Way to="/welcome/you" icon="edit" {...texts.home.ways.profile} />}
              <Way to="/people" icon="search" {...texts.home.ways.mentor} />
              <Way to="/rooms" icon="room" {...texts.home.ways.room} />
              <Way to="/new/circle" icon="people" {...texts.home.ways.circle} />
            </ul>
          </section>
        </div>
      </div>
    </main>
  );
}

interface WayProps {
  readonly to: string;
  readonly icon: Parameters<typeof Icon>[0]["name"];
  readonly title: string;
  readonly note: string;
}

function Way({ to, icon, title, note }: WayProps) {
  return (
    <li>
      <Link className="home-way" href={to}>
        <span className="emblem plain" aria-hidden="true">
          <Icon name={icon} />
        </span>
        <span className="home-way-title">{title}</span>
        <span className="soft small">{note}</span>
      </Link>
    </li>
  );
}
