import type { GoalCard } from "@peercircle/sdk";
import { useId } from "react";
import { Link } from "wouter";
import { useNames } from "../../Accounts/memberDirectory.ts";
import { useSession } from "../../Accounts/SessionContext.ts";
import { Icon } from "../../parts/Icon.tsx";
import { cards as words } from "../../texts/cards.ts";
import { GoalStatus } from "./GoalStatus.tsx";
import { Witnesses } from "./Witnesses.tsx";

/** A goal that is shared here, as it stands now. */
export function GoalCardOf({ card }: { readonly card: GoalCard }) {
  const { me } = useSession();
  const nameOf = useNames();
  const id = useId();
  const isOwn = card.ownerId === me.id;
  const href = `/goals/${card.goalId}`;
  return (
    <div className="card" role="group" aria-labelledby={id}>
      <p className="card-kind">
        <Icon name="goal" />
        <span dir="auto">{isOwn ? words.ownGoal : words.goalOf(nameOf(card.ownerId))}</span>
        <GoalStatus state={card.state} status={card.status} />
      </p>
      <h2 className="card-title" id={id} dir="auto">
        <Link href={href}>{card.title}</Link>
      </h2>
      {card.value !== undefined && (
        <p className="fact">
          <span>
            {words.now} <span className="figure">{words.number(card.value)}</span>
          </span>
        </p>
      )}
      <div className="card-foot">
        <Witnesses of={card.witnesses} />
        <span className="buttons">
          {card.missed === true && card.state === "active" && (
            <Link className="button small quiet" href={href}>
              {isOwn ? words.sayHow : words.askKindly(firstName(nameOf(card.ownerId)))}
            </Link>
          )}
          <Link className="button small" href={href} aria-label={words.openNamed(card.title)}>
            {words.open}
          </Link>
        </span>
      </div>
    </div>
  );
}

function firstName(name: string): string {
  return name.split(" ")[0] ?? name;
}
