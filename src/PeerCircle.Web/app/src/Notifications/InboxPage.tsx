import { useState } from "react";
import { Link } from "wouter";
import { useSession } from "../Accounts/SessionContext.ts";
import { errorText } from "../parts/errors.ts";
import { Icon } from "../parts/Icon.tsx";
import { useToday } from "../parts/today.ts";
import { useReadable } from "../parts/useReadable.ts";
import { Page } from "../Shell/Page.tsx";
import { focusOn } from "../Shell/Shortcuts/landmarks.ts";
import { notifications as words } from "../texts/notifications.ts";
import "./inbox.css";
import { Notice } from "./Notice.tsx";

/** What concerns oneself, the newest first, live on every device. */
export function InboxPage() {
  const { client } = useSession();
  const { isLoaded, items, unread, next } = useReadable(client.inbox);
  const isOnline = useReadable(client.connection).state === "online";
  const today = useToday();
  const [error, setError] = useState<unknown>();

  /** The button goes; the focus stays on the page. */
  function readAll(): void {
    const main = document.getElementById("main");
    if (main !== null) focusOn(main);
    void attempt(client.inbox.read());
  }

  async function attempt(act: Promise<void>): Promise<void> {
    setError(undefined);
    await act.catch(setError);
  }

  if (!isLoaded) return <Page title={words.title} narrow>{isOnline ? <NoticeSkeleton /> : <Absent />}</Page>;
  return (
    <Page
      title={words.title}
      narrow
      action={
        unread > 0 && (
          <button type="button" className="button quiet small" onClick={readAll}>
            <Icon name="check" />
            {words.readAll}
          </button>
        )
      }
    >
      <p className="soft small number" role="status">
        {items.length > 0 && words.unread(unread)}
      </p>
      {error !== undefined && (
        <p className="error" role="alert">
          {errorText(error)}
        </p>
      )}
      {items.length === 0 ? (
        <Nothing />
      ) : (
        <ul className="notices" aria-label={words.list}>
          {items.map((item) => (
            <Notice key={item.id} item={item} today={today} onRead={(id) => void attempt(client.inbox.read([id]))} />
          ))}
        </ul>
      )}
      {next !== undefined && (
        <button type="button" className="button" onClick={() => void attempt(client.inbox.loadOlder())}>
          {words.older}
        </button>
      )}
    </Page>
  );
}

function Nothing() {
  return (
    <div className="empty">
      <h2 className="section-title">{words.emptyTitle}</h2>
      <p className="soft">{words.empty}</p>
      <div className="buttons">
        <Link className="button" href="/goals">
          {words.toGoals}
        </Link>
      </div>
    </div>
  );
}

function Absent() {
  return (
    <div className="empty">
      <h2 className="section-title">{words.offlineTitle}</h2>
      <p className="soft">{words.offline}</p>
    </div>
  );
}

function NoticeSkeleton() {
  return (
    <ul className="notices" aria-hidden="true">
      {["half", "third", "half"].map((width, index) => (
        <li key={index} className="notice">
          <span className="skeleton avatar" />
          <span className={`skeleton line ${width}`} />
        </li>
      ))}
    </ul>
  );
}
