import type { ConversationHandle, ConversationView } from "@peercircle/sdk";
import { useEffect, useMemo, useState, type KeyboardEvent } from "react";
import { useNames } from "../Accounts/memberDirectory.ts";
import { useSession } from "../Accounts/SessionContext.ts";
import { errorText } from "../parts/errors.ts";
import { dayText } from "../parts/times.ts";
import { texts } from "../texts.ts";
import { Words } from "./Markdown/Words.tsx";
import { Message } from "./Messages/Message.tsx";
import { Pending } from "./Messages/Pending.tsx";
import { timeline } from "./timeline.ts";
import { useKeptScroll } from "./useKeptScroll.ts";

const nearTopPx = 400;

interface MessageListProps {
  readonly handle: ConversationHandle;
  readonly view: ConversationView;
  readonly title: string;
}

export function MessageList({ handle, view, title }: MessageListProps) {
  const { me } = useSession();
  const nameOf = useNames();
  const scroll = useKeptScroll(view);
  const older = useOlder(handle, view);
  const newAfter = useNewAfter(view, me.id);
  const items = useMemo(() => timeline(view.messages, view.pending, newAfter), [view.messages, view.pending, newAfter]);
  const names = view.typing.filter((id) => id !== me.id).map(nameOf);
  const lastPending = view.pending.at(-1)?.id;

  useEffect(() => {
    if (lastPending !== undefined) scroll.toEnd(); // One's own words are always shown.
  }, [lastPending, scroll.toEnd]);
  useReading(handle, view, scroll.isAtEnd);

  function onScroll(): void {
    scroll.remember();
    if ((scroll.box.current?.scrollTop ?? nearTopPx) < nearTopPx) older.load();
    markRead(handle, view, scroll.isAtEnd());
  }

  return (
    <div className="talk" role="log" aria-label={texts.conversations.log(title)} aria-live="off" aria-busy={!view.isLoaded} tabIndex={0} ref={scroll.box} onScroll={onScroll} onKeyDown={walk}>
      <div className="talk-inner">
        {view.moreBefore && (
          <button type="button" className="button quiet small older" onClick={older.load} aria-disabled={older.isLoading}>
            {texts.conversations.older}
          </button>
        )}
        {older.error !== undefined && (
          <p className="error" role="alert">
            {texts.conversations.olderFailed} {errorText(older.error)}
          </p>
        )}
        {!view.isLoaded && <Skeleton />}
        {view.isLoaded && items.length === 0 && (
          <div className="empty">
            <h2 className="section-title">{texts.conversations.emptyTitle}</h2>
            <p className="soft">{texts.conversations.empty}</p>
          </div>
        )}
        {items.map((item) => {
          switch (item.item) {
            case "day":
              return (
                <div key={item.key} className="divider" role="separator">
                  {dayText(item.at)}
                </div>
              );
            case "new":
              return (
                <div key={item.key} className="divider new" role="separator">
                  {texts.conversations.newDivider}
                </div>
              );
            case "system":
              return (
                <article key={item.key} className="system" data-id={item.message.id} aria-label={item.message.text} tabIndex={-1}>
                  <Words text={item.message.text ?? ""} />
                </article>
              );
            case "message":
              return <Message key={item.key} handle={handle} message={item.message} name={nameOf(item.message.authorId)} isFirst={item.isFirst} />;
            case "pending":
              return <Pending key={item.key} handle={handle} row={item.row} isFirst={item.isFirst} />;
          }
        })}
        <p className="typing" aria-live="off">
          {names.length > 0 && texts.conversations.typing(names)}
        </p>
      </div>
    </div>
  );
}

function Skeleton() {
  return (
    <div className="message first" aria-hidden="true">
      <span className="skeleton avatar" />
      <div>
        <span className="skeleton line third" />
        <span className="skeleton line" />
        <span className="skeleton line half" />
      </div>
    </div>
  );
}

/** Loads earlier messages, one page at a time. */
function useOlder(handle: ConversationHandle, view: ConversationView) {
  const [isLoading, setLoading] = useState(false);
  const [error, setError] = useState<unknown>();
  function load(): void {
    if (isLoading || !view.moreBefore) return;
    setLoading(true);
    setError(undefined);
    handle
      .loadOlder()
      .catch(setError)
      .finally(() => setLoading(false));
  }
  return { load, isLoading, error };
}

/** Where "new" begins: what was unread when one came; it stays while one is here. */
function useNewAfter(view: ConversationView, me: string): number | undefined {
  const [found, setFound] = useState<{ readonly after: number | undefined }>();
  if (found === undefined && view.isLoaded && view.facts !== undefined) {
    const isNew = view.messages.some((m) => m.seq > view.readSeq && m.authorId !== undefined && m.authorId !== me);
    setFound({ after: isNew && view.readSeq > 0 ? view.readSeq : undefined });
  }
  return found?.after;
}

function markRead(handle: ConversationHandle, view: ConversationView, isAtEnd: boolean): void {
  const last = view.messages.at(-1);
  if (last !== undefined && isAtEnd && !view.moreAfter && document.visibilityState === "visible") handle.markRead(last.seq);
}

/** What is in sight at the end has been read, while the page is looked at. */
function useReading(handle: ConversationHandle, view: ConversationView, isAtEnd: () => boolean): void {
  useEffect(() => {
    const look = () => markRead(handle, view, isAtEnd());
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  });
}

/** The list is one stop for Tab; the arrows walk through its messages. */
function walk(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
  const target = event.target as HTMLElement;
  if (target.closest("textarea, input, dialog") !== null) return;
  const messages = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-id]")];
  const present = messages.findIndex((message) => message.contains(target));
  const next = event.key === "ArrowUp" ? (present < 0 ? messages.length - 1 : present - 1) : present + 1;
  const message = present < 0 && event.key === "ArrowDown" ? undefined : messages[next];
  if (message === undefined) return;
  event.preventDefault();
  message.focus();
}
