import type { GoalCard, MessageView } from "@peercircle/sdk";
import { useId } from "react";
import { Link } from "wouter";
import { useSession } from "../../Accounts/SessionContext.ts";
import { Words } from "../../Conversations/Markdown/Words.tsx";
import { Icon } from "../../parts/Icon.tsx";
import { cards as words } from "../../texts/cards.ts";
import { GoalStatus } from "./GoalStatus.tsx";
import { noteOf } from "./noteOf.ts";

interface CheckInCardProps {
  readonly card: GoalCard;
  readonly message: MessageView;
}

/** How it went since the last time. */
export function CheckInCard({ card, message }: CheckInCardProps) {
  const { me } = useSession();
  const id = useId();
  const note = noteOf(message);
  return (
    <div className="card" role="group" aria-labelledby={id}>
      <p className="card-kind">
        <Icon name="checkIn" />
        {card.ownerId === me.id ? words.ownCheckIn : words.checkIn}
        <GoalStatus state="active" status={card.status} />
      </p>
      <h2 className="card-title" id={id} dir="auto">
        <Link href={`/goals/${card.goalId}`}>{card.title}</Link>
      </h2>
      {card.value !== undefined && (
        <p className="fact">
          <span>
            {words.now} <span className="figure">{words.number(card.value)}</span>
          </span>
        </p>
      )}
      {note !== undefined && <Words text={note} />}
    </div>
  );
}
