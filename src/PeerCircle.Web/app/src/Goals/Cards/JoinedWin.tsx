import { useId, useState, type ReactNode } from "react";
import { Link } from "wouter";
import { useNames } from "../../Accounts/memberDirectory.ts";
import { MemberFace } from "../../Accounts/MemberFace.tsx";
import { useSession } from "../../Accounts/SessionContext.ts";
import type { Together } from "../../Conversations/together.ts";
import { Icon } from "../../parts/Icon.tsx";
import { namesText } from "../../parts/nameLists.ts";
import { exactText, timeText } from "../../parts/times.ts";
import { cards as words } from "../../texts/cards.ts";
import type { CardProps } from "./Card.tsx";
import { CheerButton } from "./CheerButton.tsx";
import "./joinedWin.css";
import { WalkButton } from "./WalkButton.tsx";
import { WayFacts } from "./WayFacts.tsx";
import { Witnesses } from "./Witnesses.tsx";

const mostFaces = 6;

/** Ids of the wins whose way is shown; a row may go out of sight and come back. */
const unfolded = new Set<string>();

interface JoinedWinProps extends CardProps {
  readonly together: Together;
  readonly below: ReactNode;
}

/** A line of the card of several wins, which unfolds to all that its own card would show; the first one with the head of the card. */
export function JoinedWin({ card, message, onReact, reactions, together, below }: JoinedWinProps) {
  const { me } = useSession();
  const nameOf = useNames();
  const id = useId();
  const [isOpen, setOpen] = useState(() => unfolded.has(message.id));
  const isOwn = card.ownerId === me.id;
  const owner = nameOf(card.ownerId);

  function toggle(): void {
    if (isOpen) unfolded.delete(message.id);
    else unfolded.add(message.id);
    setOpen(!isOpen);
  }

  return (
    <div className="card win-card news joined-win">
      {together.place === "first" && <JoinedHead owners={together.owners} minutes={together.minutes} />}
      <div className="win-line" role="group" aria-labelledby={id}>
        <MemberFace id={card.ownerId} size="small" />
        <div className="win-line-what">
          <h3 className="win-line-title" id={id} dir="auto">
            <Link href={`/goals/${card.goalId}`}>{card.title}</Link>
          </h3>
          <p className="win-line-who">
            <span dir="auto">{owner}</span>
            <time className="faint" dateTime={message.createdAt} title={exactText(message.createdAt)}>
              {timeText(message.createdAt)}
            </time>
          </p>
        </div>
        {!isOwn && <CheerButton message={message} to={owner} onReact={onReact} />}
        <button
          type="button"
          className="button quiet square small unfold"
          aria-expanded={isOpen}
          aria-controls={isOpen ? `${id}-whole` : undefined}
          aria-label={words.seeWayTo(card.title)}
          title={words.seeWay}
          onClick={toggle}
        >
          <Icon name="down" />
        </button>
        {isOpen && (
          <div className="win-line-whole" id={`${id}-whole`}>
            {card.trail !== undefined && <WayFacts trail={card.trail} />}
            <Witnesses of={card.witnesses} past />
            {!isOwn && <WalkButton goalId={card.goalId} />}
          </div>
        )}
        <div className="win-line-below">
          {reactions}
          {below}
        </div>
      </div>
    </div>
  );
}

/** What the wins below are together, and whose. */
function JoinedHead({ owners, minutes }: { readonly owners: readonly string[]; readonly minutes: number }) {
  const nameOf = useNames();
  const members = [...new Set(owners)];
  return (
    <div className="joined-head">
      <p className="card-kind">
        <Icon name="wins" />
        {words.away}
      </p>
      <h2 className="card-title">{words.together(owners.length, minutes)}</h2>
      <p className="with-people">
        <span className="stack" aria-hidden="true">
          {members.slice(0, mostFaces).map((member) => (
            <MemberFace key={member} id={member} size="tiny" />
          ))}
        </span>
        <span dir="auto">{namesText(members.map(nameOf), members.length, 3)}</span>
      </p>
    </div>
  );
}
