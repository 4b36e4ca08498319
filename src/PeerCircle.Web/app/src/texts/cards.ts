const number = new Intl.NumberFormat();
const share = new Intl.NumberFormat(undefined, { style: "percent" });
const counted = (count: number, one: string, many: string) => ({ figure: number.format(count), words: count === 1 ? one : many });

/** A time in words, rounded up. */
function span(minutes: number): string {
  if (minutes <= 1) return "a minute";
  if (minutes < 60) return `${number.format(minutes)} minutes`;
  return minutes === 60 ? "an hour" : `${number.format(Math.ceil(minutes / 60))} hours`;
}

export const cards = {
  goalOf: (owner: string) => `Goal of ${owner}`,
  ownGoal: "Your goal",
  checkIn: "Check-in",
  ownCheckIn: "Your check-in",
  win: "Win",
  reached: (owner: string) => `${owner} reached a goal`,
  ownReached: "You reached a goal",
  justReached: (title: string) => `You reached your goal: ${title}`,
  now: "Now at",
  number: (value: number) => number.format(value),
  statuses: { onTrack: "On track", atRisk: "At risk", offTrack: "Off track" },
  states: { active: "On the way", paused: "Paused", dormant: "Resting", achieved: "Reached", letGo: "Let go" },
  witnesses: (names: string, isOne: boolean) => `${names} ${isOne ? "is a witness" : "are witnesses"}`,
  wereWitnesses: (names: string, isOne: boolean) => `${names} ${isOne ? "was a witness" : "were witnesses"}`,
  youWitness: "You are a witness",
  youWitnessed: "You were a witness",
  open: "Open goal",
  openNamed: (title: string) => `Open goal: ${title}`,
  askKindly: (owner: string) => `Ask ${owner} kindly how it is going`,
  sayHow: "Say how it is going",
  cheer: "Cheer",
  cheerFor: (owner: string) => `Cheer for ${owner}`,
  away: "While you were away",
  together: (count: number, minutes: number) => `${number.format(count)} goals reached within ${span(minutes)}`,
  seeWay: "See the way",
  seeWayTo: (title: string) => `See the way: ${title}`,
  walk: "Walk this path",
  walking: "Setting your goal",
  walkHint: "A goal of your own along the same way, shared with nobody yet.",
  weeks: (count: number) => counted(count, "week", "weeks"),
  checkIns: (count: number) => counted(count, "check-in", "check-ins"),
  changes: (count: number) => counted(count, "change of plan", "changes of plan"),
  daysEarly: (count: number) => counted(count, "day early", "days early"),
  daysLater: (count: number) => counted(count, "day later than planned", "days later than planned"),
  onTheDay: "on the day",
  /** The way in words, for those who do not see it. */
  way: (first: number, last: number, count: number, dips: number) => {
    const rise = count === 1 ? `The way: at ${share.format(first)} with the one check-in` : `The way: from ${share.format(first)} to ${share.format(last)} in ${count} check-ins`;
    return `${rise}${dips === 0 ? "" : dips === 1 ? ", going back once" : `, going back ${dips} times`}, then reached.`;
  },
  plainWay: "The way, then reached.",
  confetti: "Confetti when a goal is reached",
  confettiNote: "Three seconds at most, and never where you type. Kept on this device.",
} as const;
