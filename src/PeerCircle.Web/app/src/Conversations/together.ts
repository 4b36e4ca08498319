import { goalCardOf, type MessageView } from "@peercircle/sdk";

const closeMs = 30 * 60_000;
const minuteMs = 60_000;

/** Messages from one `seq` to another, both included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where a win stands among those that are drawn as one card. The first one says whose they are, in order, and within how many minutes they came. */
export type Together = { readonly place: "first"; readonly owners: readonly string[]; readonly minutes: number } | { readonly place: "between" | "last" };

/** What it takes for wins to be drawn as one. */
export interface Meeting {
  readonly messages: readonly MessageView[];
  /** What came while one was away. */
  readonly away: readonly Span[];
  /** The `seq` of the message above which the line "new" is drawn. */
  readonly newFrom: number | undefined;
}

/**
 * Wins that came while one was away, each directly after the other and soon, are drawn as one. Whether two belong together depends on these two alone, so that what is loaded
 * around them parts or joins none.
 */
export function togetherAt(index: number, meeting: Meeting): Together | undefined {
  if (meeting.away.length === 0) return undefined;
  const leads = isJoined(index + 1, meeting);
  if (isJoined(index, meeting)) return { place: leads ? "between" : "last" };
  return leads ? firstOf(index, meeting) : undefined;
}

/** A win that came while one was away: what follows it begins anew, whether or not it is drawn with others. */
export function isMissedWin(message: MessageView | undefined, away: readonly Span[]): boolean {
  return message !== undefined && spanOf(message, away) !== undefined && goalCardOf(message)?.type === "celebration";
}

export function isAlike(one: Together | undefined, other: Together | undefined): boolean {
  if (one?.place !== other?.place) return false;
  if (one?.place !== "first" || other?.place !== "first") return true;
  return one.minutes === other.minutes && one.owners.join() === other.owners.join();
}

/** Whether the message is drawn with the one before. */
function isJoined(index: number, { messages, away, newFrom }: Meeting): boolean {
  const [previous, message] = [messages[index - 1], messages[index]];
  if (previous === undefined || message === undefined || message.seq === newFrom) return false;
  if (spanOf(previous, away) !== spanOf(message, away) || !isMissedWin(previous, away) || !isMissedWin(message, away)) return false;
  const [from, to] = [new Date(previous.createdAt), new Date(message.createdAt)];
  return to.getTime() - from.getTime() <= closeMs && from.toDateString() === to.toDateString();
}

function firstOf(index: number, meeting: Meeting): Together {
  let end = index + 1;
  while (isJoined(end, meeting)) end++;
  const wins = meeting.messages.slice(index, end);
  const [first, last] = [wins[0], wins.at(-1)];
  const ms = first === undefined || last === undefined ? 0 : Date.parse(last.createdAt) - Date.parse(first.createdAt);
  return { place: "first", owners: wins.flatMap((win) => goalCardOf(win)?.ownerId ?? []), minutes: Math.ceil(ms / minuteMs) };
}

function spanOf({ seq }: MessageView, away: readonly Span[]): Span | undefined {
  return away.find(({ from, to }) => from <= seq && seq <= to);
}
