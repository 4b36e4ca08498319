import type { Trail } from "@peercircle/sdk";
import { useId } from "react";
import { Link } from "wouter";
import { useNames } from "../../Accounts/memberDirectory.ts";
import { useSession } from "../../Accounts/SessionContext.ts";
import { hasReacted } from "../../Conversations/Messages/Reactions.tsx";
import { Icon } from "../../parts/Icon.tsx";
import { cards as words } from "../../texts/cards.ts";
import type { CardProps } from "./Card.tsx";
import { WalkButton } from "./WalkButton.tsx";
import { WinTrail } from "./WinTrail.tsx";
import { Witnesses } from "./Witnesses.tsx";

const cheer = "🎉";
const newsMs = 86_400_000;

/** Somebody reached what they set out for. Its ground is amber while it is news. */
export function CelebrationCard({ card, message, onReact, reactions }: CardProps) {
  const { me } = useSession();
  const nameOf = useNames();
  const id = useId();
  const isOwn = card.ownerId === me.id;
  const isNews = Date.now() - Date.parse(message.createdAt) < newsMs;
  const hasCheered = hasReacted(message, cheer);

  /** The button goes; the focus stays at the message. */
  function onCheer(button: HTMLElement): void {
    if (button === document.activeElement) button.closest("article")?.focus({ preventScroll: true });
    onReact(cheer, true);
  }

  return (
    <div className={isNews ? "card win-card news" : "card win-card"} role="group" aria-labelledby={id}>
      <p className="card-kind">
        <Icon name="wins" />
        <span dir="auto">{isOwn ? words.ownReached : words.reached(nameOf(card.ownerId))}</span>
      </p>
      <h2 className="card-title" id={id} dir="auto">
        <Link href={`/goals/${card.goalId}`}>{card.title}</Link>
      </h2>
      {card.trail !== undefined && (
        <>
          <WinTrail points={card.trail.points} />
          <Facts trail={card.trail} />
        </>
      )}
      <Witnesses of={card.witnesses} past />
      <div className="card-foot">
        {reactions}
        <span className="buttons">
          {isOwn ? (
            <Link className="button small" href={`/goals/${card.goalId}`} aria-label={words.openNamed(card.title)}>
              {words.open}
            </Link>
          ) : (
            <>
              {!hasCheered && (
                <button type="button" className="button small cheer" onClick={({ currentTarget }) => onCheer(currentTarget)}>
                  <Icon name="wins" />
                  {words.cheer}
                </button>
              )}
              <WalkButton goalId={card.goalId} />
            </>
          )}
        </span>
      </div>
    </div>
  );
}

function Facts({ trail: { weeks, checkIns, changes, daysEarly } }: { readonly trail: Trail }) {
  const counted = [weeks > 0 && words.weeks(weeks), checkIns > 0 && words.checkIns(checkIns), changes > 0 && words.changes(changes), daysEarly > 0 && words.daysEarly(daysEarly), daysEarly < 0 && words.daysLater(-daysEarly)];
  return (
    <p className="trail-facts">
      {counted.map(
        (fact, index) =>
          fact !== false && (
            <span key={index}>
              <b>{fact.figure}</b> {fact.words}
            </span>
          ),
      )}
      {daysEarly === 0 && <span>{words.onTheDay}</span>}
    </p>
  );
}
