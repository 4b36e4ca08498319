import type { Goal } from "@peercircle/sdk";
import { useSearchParams } from "wouter";
import { backTo } from "../Shell/history.ts";
import { EditGoal } from "./EditGoal.tsx";
import { LetGoGoal } from "./LetGoGoal.tsx";
import { PauseGoal } from "./PauseGoal.tsx";
import { ReachGoal } from "./ReachGoal.tsx";

export interface GoalDialogProps {
  readonly goal: Goal;
  readonly take: (goal: Goal) => void;
  readonly onClose: () => void;
}

/** The dialog that the address asks for. */
export function GoalDialogs({ goal, take }: Omit<GoalDialogProps, "onClose">) {
  const [search] = useSearchParams();
  const asked = { goal, take, onClose: () => backTo(`/goals/${goal.id}`) };
  switch (search.get("do")) {
    case "edit": return <EditGoal {...asked} />;
    case "pause": return goal.state === "paused" ? null : <PauseGoal {...asked} />;
    case "let-go": return <LetGoGoal {...asked} />;
    case "reach": return <ReachGoal {...asked} />;
    default: return null;
  }
}
