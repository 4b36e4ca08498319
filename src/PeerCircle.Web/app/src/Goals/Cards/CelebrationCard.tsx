import { useId } from "react";
import { Link } from "wouter";
import { useNames } from "../../Accounts/memberDirectory.ts";
import { useSession } from "../../Accounts/SessionContext.ts";
import { Icon } from "../../parts/Icon.tsx";
import { cards as words } from "../../texts/cards.ts";
import type { CardProps } from "./Card.tsx";
import { CheerButton } from "./CheerButton.tsx";
import { WalkButton } from "./WalkButton.tsx";
import { WayFacts } from "./WayFacts.tsx";
import { Witnesses } from "./Witnesses.tsx";

const newsMs = 86_400_000;

/** Somebody reached what they set out for. Its ground is amber while it is news. */
export function CelebrationCard({ card, message, onReact, reactions }: CardProps) {
  const { me } = useSession();
  const nameOf = useNames();
  const id = useId();
  const isOwn = card.ownerId === me.id;
  const isNews = Date.now() - Date.parse(message.createdAt) < newsMs;

  return (
    <div className={isNews ? "card win-card news" : "card win-card"} role="group" aria-labelledby={id}>
      <p className="card-kind">
        <Icon name="wins" />
        <span dir="auto">{isOwn ? words.ownReached : words.reached(nameOf(card.ownerId))}</span>
      </p>
      <h2 className="card-title" id={id} dir="auto">
        <Link href={`/goals/${card.goalId}`}>{card.title}</Link>
      </h2>
      {card.trail !== undefined && <WayFacts trail={card.trail} />}
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
              <CheerButton message={message} onReact={onReact} />
              <WalkButton goalId={card.goalId} />
            </>
          )}
        </span>
      </div>
    </div>
  );
}
