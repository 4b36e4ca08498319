import type { ConversationFacts, ConversationHandle, ConversationView } from "@peercircle/sdk";
import { useEffect } from "react";
import { Link } from "wouter";
import { useSession } from "../Accounts/SessionContext.ts";
import { Face } from "../parts/Face.tsx";
import { Icon } from "../parts/Icon.tsx";
import { useReadable } from "../parts/useReadable.ts";
import { texts } from "../texts.ts";
import { Announcer } from "./Announcer.tsx";
import { Composer } from "./Writing/Composer.tsx";
import { DetailsPanel } from "./DetailsPanel.tsx";
import { MessageList } from "./List/MessageList.tsx";
import { ThreadPanel } from "./ThreadPanel.tsx";
import { TypingLine } from "./List/TypingLine.tsx";

interface ConversationPageProps {
  readonly id: string;
  readonly side?: "details" | { readonly thread: string };
}

export function ConversationPage({ id, side }: ConversationPageProps) {
  const { client } = useSession();
  const handle = client.conversation(id);
  const view = useReadable(handle);
  const { isHeld } = view;
  const isListed = useReadable(client.conversations).isLoaded;
  useEffect(() => handle.open(), [handle]);

  if (!isHeld && isListed) return <Gone />;
  const title = view.facts?.title ?? "";
  return (
    <>
      <main className={side === undefined ? "main" : "main beside"} id="main">
        <Header id={id} facts={view.facts} />
        <MessageList handle={handle} title={title} />
        <TypingLine handle={handle} />
        <Announcer view={view} />
        {view.facts !== undefined && view.facts.kind !== "wins" && <Composer key={id} handle={handle} label={texts.conversations.message} placeholder={texts.conversations.writeTo(title)} />}
      </main>
      {side !== undefined && <Side handle={handle} facts={view.facts} side={side} changes={lastNotice(view)} />}
    </>
  );
}

function Side({ handle, facts, side, changes }: { readonly handle: ConversationHandle; readonly facts: ConversationFacts | undefined; readonly side: "details" | { readonly thread: string }; readonly changes: number }) {
  if (side === "details") return facts === undefined ? null : <DetailsPanel facts={facts} changes={changes} />;
  return <ThreadPanel key={side.thread} handle={handle} messageId={side.thread} />;
}

/** The `seq` of the newest system message: with it members may have changed. */
function lastNotice(view: ConversationView): number {
  return view.messages.findLast((message) => message.kind === "system")?.seq ?? 0;
}

function Header({ id, facts }: { readonly id: string; readonly facts: ConversationFacts | undefined }) {
  return (
    <header className="bar">
      <Link className="button quiet square back" href="/" aria-label={texts.back}>
        <Icon name="back" />
      </Link>
      {facts !== undefined && <Face id={facts.circleId ?? facts.roomId ?? facts.memberId ?? facts.id} name={facts.title} shape={facts.kind === "direct" ? "avatar" : "emblem"} />}
      <div className="bar-text">
        <h1 dir="auto">{facts?.title ?? texts.loading}</h1>
      </div>
      {facts !== undefined && facts.kind !== "wins" && (
        <Link className="button quiet square" href={`/c/${id}/details`} aria-label={texts.conversations.details}>
          <Icon name="people" />
        </Link>
      )}
    </header>
  );
}

function Gone() {
  return (
    <main className="main" id="main">
      <div className="empty">
        <h1 className="page-title">{texts.conversations.goneTitle}</h1>
        <p className="soft">{texts.conversations.gone}</p>
        <Link className="button" href="/">
          {texts.back}
        </Link>
      </div>
    </main>
  );
}
