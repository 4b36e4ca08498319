import type { List } from "../wire.ts";
import { part, type Http } from "./http.ts";

/** Where a goal stands. `dormant`: three windows passed without a check-in; the next one wakes it. */
export type GoalState = "active" | "paused" | "dormant" | "achieved" | "letGo";
/** How a check-in says it goes. */
export type CheckInStatus = "onTrack" | "atRisk" | "offTrack";
/** How often its owner checks in. */
export interface Cadence {
  readonly every: "day" | "week" | "month";
}

/** How one knows that a goal is reached: it is done, or a number comes from `start` to `target`. */
export type Measure = { readonly kind: "done" } | { readonly kind: "number"; readonly start: number; readonly target: number; readonly unit?: string };

/** With whom a goal is shared: circles that its owner is in, members, or everybody. */
export interface Share {
  readonly circleIds: readonly string[];
  readonly memberIds: readonly string[];
  readonly network: boolean;
}

/** A step on the way. Days are of the owner's time zone, `YYYY-MM-DD`. */
export interface Milestone {
  readonly id: string;
  readonly title: string;
  readonly dueOn: string;
  readonly reachedAt?: string;
}

/** `late`: it counts for a window that had ended, at most 48 hours before. */
export interface CheckIn {
  readonly id: string;
  readonly at: string;
  readonly status: CheckInStatus;
  readonly value?: number;
  readonly note?: string;
  readonly late: boolean;
}

/** A change of the plan: `field` is `targetOn` (then `from` and `to` are days) or `measure`. */
export interface GoalChange {
  readonly id: string;
  readonly at: string;
  readonly field: string;
  readonly from: string | Measure;
  readonly to: string | Measure;
  readonly reason: string;
  readonly easier: boolean;
  readonly question?: { readonly byId: string; readonly at: string; readonly text: string; readonly answer?: string };
}

/** A goal, as those see it with whom it is shared. */
export interface Goal {
  readonly id: string;
  readonly ownerId: string;
  readonly title: string;
  readonly why?: string;
  readonly state: GoalState;
  readonly measure: Measure;
  readonly milestones: readonly Milestone[];
  readonly targetOn: string;
  readonly cadence: Cadence;
  readonly share: Share;
  /** At most two. */
  readonly witnesses: readonly string[];
  /** The latest that was checked in. */
  readonly value?: number;
  /** End of the open window; only while the goal is active. */
  readonly nextCheckInAt?: string;
  /** There while the latest window that ended has no check-in; for a day its owner's alone. */
  readonly missed?: { readonly since: string; readonly answer?: "onIt" | "needHelp" };
  /** Ascending by time, as the next two. */
  readonly checkIns: readonly CheckIn[];
  readonly changes: readonly GoalChange[];
  readonly pauses: readonly { readonly from: string; readonly until: string; readonly endedAt?: string }[];
  readonly createdAt: string;
  readonly achievedAt?: string;
  /** Until when its owner may take the achievement back. */
  readonly undoUntil?: string;
  readonly letGoAt?: string;
  readonly learned?: string;
}

/** A goal to be set. `id` (of `newId`) makes a repeated call answer the same goal. At most 10 milestones. */
export interface NewGoal {
  readonly id?: string;
  readonly title: string;
  readonly why?: string;
  readonly measure: Measure;
  readonly milestones: readonly NewMilestone[];
  readonly targetOn: string;
  readonly cadence: Cadence;
  readonly share: Share;
}

/** A milestone to be set, or with the `id` of one that is there changed. */
export interface NewMilestone {
  readonly id?: string;
  readonly title: string;
  readonly dueOn: string;
}

/** What is left out stays as it is; an empty `why` clears it. Another `targetOn` or `measure` takes a `reason`. */
export interface GoalPatch {
  readonly title?: string;
  readonly why?: string;
  readonly measure?: Measure;
  readonly milestones?: readonly NewMilestone[];
  readonly targetOn?: string;
  readonly cadence?: Cadence;
  readonly share?: Share;
  readonly reason?: string;
}

/** `id` (of `newId`) makes a repeated call change nothing; `milestoneIds`: those reached with it. */
export interface NewCheckIn {
  readonly id: string;
  readonly status: CheckInStatus;
  readonly value?: number;
  readonly note?: string;
  readonly milestoneIds?: readonly string[];
}

/** Which goals to list; of neither an owner nor a circle, one's own. */
export interface GoalQuery {
  readonly ownerId?: string | undefined;
  readonly circleId?: string | undefined;
  readonly state?: GoalState | undefined;
  /** Of the page before. */
  readonly next?: string | undefined;
  /** 50 when left out, 100 at most. */
  readonly limit?: number | undefined;
}

/** Goals and what is said to them: `client.api.goals`. How they go on comes as cards with the messages of their circles. */
export class GoalsApi {
  constructor(private readonly http: Http) {}

  /** Sets a goal and shows it where it is shared. */
  create(goal: NewGoal): Promise<Goal> {
    return this.http.send("POST", "/goals", goal);
  }

  /** A page of goals, what waits for something first, the soonest first. One may be short though another follows. */
  list(query: GoalQuery = {}, signal?: AbortSignal): Promise<List<Goal>> {
    return this.http.get("/goals", { ...query }, signal);
  }

  /** One goal. */
  get(goalId: string, signal?: AbortSignal): Promise<Goal> {
    return this.http.get(`/goals/${part(goalId)}`, {}, signal);
  }

  /** For its owner. `goal.reason_required` where another date or measure comes without a reason. */
  change(goalId: string, patch: GoalPatch): Promise<Goal> {
    return this.http.send("PATCH", `/goals/${part(goalId)}`, patch);
  }

  /** For its owner. */
  checkIn(goalId: string, checkIn: NewCheckIn): Promise<Goal> {
    return this.http.send("POST", `/goals/${part(goalId)}/check-ins`, checkIn);
  }

  /** For its owner: what becomes of a check-in that was missed. */
  answerMissed(goalId: string, answer: "onIt" | "needHelp"): Promise<Goal> {
    return this.http.send("POST", `/goals/${part(goalId)}/missed`, { answer });
  }

  /** For its owner: reached, and celebrated where it is shared unless said otherwise. */
  achieve(goalId: string, reach: { readonly circleIds?: readonly string[]; readonly network?: boolean } = {}): Promise<Goal> {
    return this.http.send("POST", `/goals/${part(goalId)}/achieve`, reach);
  }

  /** For its owner, within five minutes: not reached after all. */
  undoAchieve(goalId: string): Promise<Goal> {
    return this.http.send("POST", `/goals/${part(goalId)}/achieve/undo`);
  }

  /** For its owner: rests to the end of the day, at most 28 days ahead. */
  pause(goalId: string, until: string): Promise<Goal> {
    return this.http.send("POST", `/goals/${part(goalId)}/pause`, { until });
  }

  /** For its owner: goes on before the pause is over. */
  resume(goalId: string): Promise<Goal> {
    return this.http.send("POST", `/goals/${part(goalId)}/resume`);
  }

  /** For its owner: a full ending, with what was learned. */
  letGo(goalId: string, learned?: string): Promise<Goal> {
    return this.http.send("POST", `/goals/${part(goalId)}/let-go`, { learned });
  }

  /** Sets a goal of one's own along the same way, begun today and shared with nobody. */
  walk(goalId: string, id?: string): Promise<Goal> {
    return this.http.send("POST", `/goals/${part(goalId)}/walk`, { id });
  }

  /** Asks the one question about a change. */
  ask(goalId: string, changeId: string, text: string): Promise<Goal> {
    return this.http.send("POST", `/goals/${part(goalId)}/changes/${part(changeId)}/question`, { text });
  }

  /** For its owner: answers it. */
  answer(goalId: string, changeId: string, text: string): Promise<Goal> {
    return this.http.send("POST", `/goals/${part(goalId)}/changes/${part(changeId)}/answer`, { text });
  }

  /** Posts the kind question in a circle, once a missed window, a day after it. */
  nudge(goalId: string, circleId: string, text: string): Promise<Goal> {
    return this.http.send("POST", `/goals/${part(goalId)}/nudge`, { circleId, text });
  }

  /** Is a witness from now on, told of every check-in and change, or no longer. */
  witness(goalId: string, on: boolean): Promise<Goal> {
    return this.http.send("POST", `/goals/${part(goalId)}/witness`, { on });
  }

  /** The network-wide feed of celebrations. */
  wins(): Promise<{ readonly conversationId: string }> {
    return this.http.get("/wins");
  }
}
