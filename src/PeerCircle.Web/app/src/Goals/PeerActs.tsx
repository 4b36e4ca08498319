import { newId, type Goal } from "@peercircle/sdk";
import { useState } from "react";
import { useLocation } from "wouter";
import { useNames } from "../Accounts/memberDirectory.ts";
import { useSession } from "../Accounts/SessionContext.ts";
import { useReadable } from "../parts/useReadable.ts";
import { goals as words } from "../texts/goals.ts";
import { Act } from "./Act.tsx";
import { NudgeDialog } from "./NudgeDialog.tsx";
import { isOpen } from "./words.ts";

const mostWitnesses = 2;
const privateMs = 86_400_000;

interface PeerActsProps {
  readonly goal: Goal;
  readonly take: (goal: Goal) => void;
}

/** What those may do with whom a goal is shared. */
export function PeerActs({ goal, take }: PeerActsProps) {
  const { client, me } = useSession();
  const nameOf = useNames();
  const [, navigate] = useLocation();
  const [walkId] = useState(newId); // One visit, one goal of one's own, however often it is sent.
  const [isAsking, setAsking] = useState(false);
  const isWitness = goal.witnesses.includes(me.id);
  const circles = useReadable(client.conversations).rows.filter((row) => row.circleId !== undefined && goal.share.circleIds.includes(row.circleId));
  const { missed } = goal;
  const canNudge = goal.state === "active" && missed !== undefined && circles.length > 0 && Date.parse(missed.since) + privateMs <= Date.now();
  const name = nameOf(goal.ownerId);
  const quiet = quietText(goal, name);
  return (
    <section className="goal-peer" aria-label={words.peerActs}>
      {quiet !== undefined && (
        <p className="soft" dir="auto">
          {quiet}
        </p>
      )}
      <div className="buttons">
        {canNudge && (
          <button type="button" className="button primary" aria-haspopup="dialog" onClick={() => setAsking(true)}>
            {words.nudge}
          </button>
        )}
        {isOpen(goal) && (isWitness || goal.witnesses.length < mostWitnesses) && (
          <Act label={words.witness} pressed={isWitness} act={() => client.api.goals.witness(goal.id, !isWitness)} take={take} />
        )}
        <Act label={words.walk} act={() => client.api.goals.walk(goal.id, walkId)} take={(own) => navigate(`/goals/${own.id}`)} done={words.walked} />
      </div>
      <p className="small faint">{isWitness ? words.witnessOn : words.peerNote}</p>
      {isAsking && <NudgeDialog goal={goal} name={name} circles={circles} take={take} onClose={() => setAsking(false)} />}
    </section>
  );
}

/** What one hears of a missed check-in; that a goal rests is said already. */
function quietText({ missed, state }: Goal, name: string): string | undefined {
  if (missed?.answer !== undefined) return words.missedOtherAnswers[missed.answer](name);
  return missed !== undefined && state === "active" ? words.missedOther(name) : undefined;
}
