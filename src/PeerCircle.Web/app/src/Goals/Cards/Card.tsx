import type { GoalCard, MessageView } from "@peercircle/sdk";
import type { ReactNode } from "react";
import "./cards.css";
import { CelebrationCard } from "./CelebrationCard.tsx";
import { CheckInCard } from "./CheckInCard.tsx";
import { GoalCardOf } from "./GoalCardOf.tsx";

export interface CardProps {
  readonly card: GoalCard;
  readonly message: MessageView;
  readonly onReact: (emoji: string, on: boolean) => void;
  /** Those that there are; cheers stand in the foot of what they are for. */
  readonly reactions: ReactNode;
}

/** What a message shows of a goal instead of its words. */
export function Card(props: CardProps) {
  switch (props.card.type) {
    case "goal":
      return (
        <>
          <GoalCardOf card={props.card} />
          {props.reactions}
        </>
      );
    case "checkIn":
      return (
        <>
          <CheckInCard card={props.card} message={props.message} />
          {props.reactions}
        </>
      );
    case "celebration":
      return <CelebrationCard {...props} />;
  }
}
