import type { GoalCard, MessageView } from "@peercircle/sdk";
import type { ReactNode } from "react";
import type { Together } from "../../Conversations/together.ts";
import "./cards.css";
import { CelebrationCard } from "./CelebrationCard.tsx";
import { CheckInCard } from "./CheckInCard.tsx";
import { GoalCardOf } from "./GoalCardOf.tsx";
import { JoinedWin } from "./JoinedWin.tsx";

export interface CardProps {
  readonly card: GoalCard;
  readonly message: MessageView;
  readonly onReact: (emoji: string, on: boolean) => void;
  /** Those that there are; cheers stand in the foot of what they are for. */
  readonly reactions: ReactNode;
}

interface PlacedCardProps extends CardProps {
  readonly together: Together | undefined;
  /** What stands under a message; of one that is a part of a card within it. */
  readonly below: ReactNode;
}

/** What a message shows of a goal instead of its words. */
export function Card({ together, below, ...props }: PlacedCardProps) {
  const { card, message, reactions } = props;
  switch (card.type) {
    case "goal":
      return (
        <>
          <GoalCardOf card={card} />
          {reactions}
          {below}
        </>
      );
    case "checkIn":
      return (
        <>
          <CheckInCard card={card} message={message} />
          {reactions}
          {below}
        </>
      );
    case "celebration":
      if (together !== undefined) return <JoinedWin {...props} together={together} below={below} />;
      return (
        <>
          <CelebrationCard {...props} />
          {below}
        </>
      );
  }
}
