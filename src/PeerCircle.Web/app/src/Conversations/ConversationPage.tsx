import type { ConversationFacts, ConversationHandle } from "@peercircle/sdk";
import { memo, useEffect } from "react";
import { Link } from "wouter";
import { PresenceWord } from "../Accounts/PresenceMark.tsx";
import { useSession } from "../Accounts/SessionContext.ts";
import { Face } from "../parts/Face.tsx";
import { Icon } from "../parts/Icon.tsx";
import { Toasts } from "../parts/Toasts.tsx";
import { useReadable } from "../parts/useReadable.ts";
import { useSelected } from "../parts/useSelected.ts";
import { BackLink } from "../Shell/Page.tsx";
import { usePlaceName } from "../Shell/title.ts";
import { texts } from "../texts.ts";
import { Announcer } from "./Announcer.tsx";
import { Closed } from "./Closed.tsx";
import { Composer } from "./Writing/Composer.tsx";
import { DetailsPanel } from "./DetailsPanel.tsx";
import { EmojiPlace } from "./Emoji/EmojiPlace.tsx";
import { MessageList } from "./List/MessageList.tsx";
import { UndoDeletion } from "./Messages/UndoDeletion.tsx";
import { WhoReactedPlace } from "./Messages/WhoReacted.tsx";
import { ThreadPanel } from "./ThreadPanel.tsx";
import { TypingLine } from "./List/TypingLine.tsx";
import { useLastHeld } from "./useLastHeld.ts";

interface ConversationPageProps {
  readonly id: string;
  readonly side?: "details" | { readonly thread: string };
}

// What happens in the list is nothing to what one writes, nor the other way round.
const Writing = memo(Composer);
const List = memo(MessageList);

export function ConversationPage({ id, side }: ConversationPageProps) {
  const { client } = useSession();
  const handle = client.conversation(id);
  const isHeld = useSelected(handle, (view) => view.isHeld);
  const facts = useSelected(handle, (view) => view.facts);
  const pending = useSelected(handle, (view) => view.pending);
  const isListed = useReadable(client.conversations).isLoaded;
  const held = useLastHeld({ isHeld, facts, pending });
  const kind = facts?.kind;
  useEffect(() => handle.open(), [handle]);
  useEffect(() => {
    // In rooms there may be many: there they are asked for when somebody is to be named.
    if (kind === "circle" || kind === "direct") handle.loadMembers().catch(() => undefined);
  }, [handle, kind]);

  if (!isHeld && isListed) return <Closed id={id} title={held.title} unsent={held.unsent} />;
  const title = facts?.title ?? "";
  return (
    <>
      <main className={side === undefined ? "main" : "main beside"} id="main">
        <Header handle={handle} facts={facts} />
        <List handle={handle} title={title} />
        <TypingLine handle={handle} />
        <Announcer handle={handle} />
        {facts !== undefined && facts.kind !== "wins" && <Writing key={id} handle={handle} label={texts.conversations.message} placeholder={texts.conversations.writeTo(title)} />}
      </main>
      {side !== undefined && <Side handle={handle} facts={facts} side={side} />}
      <Toasts>
        <UndoDeletion handle={handle} />
      </Toasts>
      <EmojiPlace />
      <WhoReactedPlace />
    </>
  );
}

function Side({ handle, facts, side }: { readonly handle: ConversationHandle; readonly facts: ConversationFacts | undefined; readonly side: "details" | { readonly thread: string } }) {
  if (side === "details") return facts === undefined ? null : <DetailsPanel facts={facts} />;
  return <ThreadPanel key={side.thread} handle={handle} messageId={side.thread} />;
}

function Header({ handle, facts }: { readonly handle: ConversationHandle; readonly facts: ConversationFacts | undefined }) {
  const about = useAbout(handle, facts);
  usePlaceName(facts?.title ?? "");
  return (
    <header className="bar">
      <BackLink />
      {facts !== undefined && facts.kind !== "wins" && <Face id={facts.circleId ?? facts.roomId ?? facts.memberId ?? facts.id} name={facts.title} shape={facts.kind === "direct" ? "avatar" : "emblem"} />}
      <div className="bar-text">
        <h1 dir="auto">{facts?.title ?? texts.loading}</h1>
        {facts?.memberId !== undefined ? <AboutMember memberId={facts.memberId} about={about} /> : about !== "" && <p dir="auto">{about}</p>}
      </div>
      {facts !== undefined && facts.kind !== "wins" && (
        <Link className="button quiet square" href={`/c/${handle.id}/details`} aria-label={texts.conversations.details}>
          <Icon name="people" />
        </Link>
      )}
    </header>
  );
}

/** Its room is always kept, so that the name does not move when it is known whether they are there. */
function AboutMember({ memberId, about }: { readonly memberId: string; readonly about: string }) {
  return (
    <div className="about-member">
      {about !== "" && <p dir="auto">{about}</p>}
      <PresenceWord memberId={memberId} />
    </div>
  );
}

/** In a line: of the wins what they are, of a circle how many and who hosts, of a member what they do. */
function useAbout(handle: ConversationHandle, facts: ConversationFacts | undefined): string {
  const { me, members } = useSession();
  useReadable(members);
  const seats = useReadable(handle.members);
  if (facts?.memberId !== undefined) {
    const member = members.find(facts.memberId);
    return member?.headline ?? member?.organisation ?? "";
  }
  if (facts?.kind === "wins") return texts.conversations.winsAbout;
  if (facts?.circleId === undefined || seats.length === 0) return "";
  const hosts = seats.filter((seat) => seat.role === "host").map(({ memberId }) => (memberId === me.id ? undefined : (members.find(memberId)?.displayName.split(" ")[0] ?? texts.someone)));
  return texts.conversations.about(seats.length, hosts);
}
