import type { Trail } from "@peercircle/sdk";
import { useId } from "react";
import { Link } from "wouter";
import { useNames } from "../../Accounts/memberDirectory.ts";
import { useSession } from "../../Accounts/SessionContext.ts";
import { hasReacted } from "../../Conversations/Messages/Reactions.tsx";
import { Icon } from "../../parts/Icon.tsx";
import { texts } from "../../texts.ts";
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
  return (
    <div className={isNews ? "card win-card news" : "card win-card"} role="group" aria-labelledby={id}>
      <p className="card-kind">
        <Icon name="wins" />
        <span dir="auto">{isOwn ? texts.cards.ownReached : texts.cards.reached(nameOf(card.ownerId))}</span>
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
            <Link className="button small" href={`/goals/${card.goalId}`} aria-label={texts.cards.openNamed(card.title)}>
              {texts.cards.open}
            </Link>
          ) : (
            <>
              {!hasCheered && (
                <button type="button" className="button small cheer" onClick={() => onReact(cheer, true)}>
                  <Icon name="wins" />
                  {texts.cards.cheer}
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
  const counted = [weeks > 0 && texts.cards.weeks(weeks), checkIns > 0 && texts.cards.checkIns(checkIns), changes > 0 && texts.cards.changes(changes), daysEarly > 0 && texts.cards.daysEarly(daysEarly), daysEarly < 0 && texts.cards.daysLater(-daysEarly)];
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
      {daysEarly === 0 && <span>{texts.cards.onTheDay}</span>}
    </p>
  );
}
