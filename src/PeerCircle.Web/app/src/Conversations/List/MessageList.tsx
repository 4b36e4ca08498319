import type { ConversationHandle } from "@peercircle/sdk";
import { useCallback, useEffect, useRef, useState } from "react";
import { useSession } from "../../Accounts/SessionContext.ts";
import { useReadable } from "../../parts/useReadable.ts";
import { texts } from "../../texts.ts";
import { Missed } from "./Edge.tsx";
import { isLookedAt } from "./isLookedAt.ts";
import "./list.css";
import { Rows } from "./Rows.tsx";
import { Skeleton } from "./Skeleton.tsx";
import { useListFocus } from "./useListFocus.ts";
import { useOwn, useStay } from "./useStay.ts";

interface MessageListProps {
  readonly handle: ConversationHandle;
  readonly title: string;
}

/** The messages of a conversation, from where one left on. */
export function MessageList({ handle, title }: MessageListProps) {
  const { client } = useSession();
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const [float, setFloat] = useState<HTMLDivElement | null>(null);
  const isAtEnd = useRef<() => boolean>(() => false);
  const stay = useStay(handle, () => isAtEnd.current() && isLookedAt(scroller));
  const shown = useReadable(stay);
  const isOnline = useReadable(client.connection).state === "online";
  // A page that has just been opened shows what was kept; with the list comes how much was said since.
  const isListed = useReadable(client.conversations).isLoaded;
  useEffect(() => stay.setLive(isOnline && isListed), [stay, isOnline, isListed]);

  const { focus, isWithin } = useListFocus(scroller);
  useOwn(stay, shown.view.pending);

  const noteEnd = useCallback((look: () => boolean) => void (isAtEnd.current = look), []);
  const { landing, range, view } = shown;
  return (
    <div className="talk-place">
      <div className="talk" role="log" aria-label={texts.conversations.log(title)} aria-live="off" aria-busy={landing === undefined} tabIndex={isWithin ? -1 : 0} ref={setScroller}>
        {landing === undefined && <Skeleton />}
        {landing !== undefined && view.messages.length === 0 && view.pending.length === 0 && <Quiet isWins={view.facts?.kind === "wins"} />}
        {landing !== undefined && scroller !== null && float !== null && (
          <Rows key={range} handle={handle} stay={stay} shown={shown} landing={landing} scroller={scroller} float={float} focus={focus} noteEnd={noteEnd} />
        )}
      </div>
      <div className="talk-float" ref={setFloat} />
      {shown.failed !== undefined && <Missed error={shown.failed.error} onRetry={() => stay.retry()} />}
    </div>
  );
}

function Quiet({ isWins }: { readonly isWins: boolean }) {
  return (
    <div className="empty">
      <h2 className="section-title">{texts.conversations.emptyTitle}</h2>
      <p className="soft">{isWins ? texts.conversations.emptyWins : texts.conversations.empty}</p>
    </div>
  );
}
