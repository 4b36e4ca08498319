import { goalCardOf, Observable, type GoalCard, type Message, type PeerCircleClient } from "@peercircle/sdk";

/** A goal that has been reached just now. */
export interface Moment {
  readonly number: number;
  readonly card: GoalCard;
  /** Who reached what, in a sentence. */
  readonly text: string;
}

/** One achievement is celebrated in several conversations within this time. */
const togetherMs = 60_000;
const mostTold = 500;

/** Ids of the cards that were told as a moment, so that nobody hears of one twice. */
const told = new Set<string>();

export function wasMoment(messageId: string): boolean {
  return told.has(messageId);
}

/** The latest goal that was reached while somebody looks on, in whatever conversation one has not silenced: once each. */
export class Moments {
  readonly latest = new Observable<Moment | undefined>(undefined);
  readonly #goals = new Map<string, number>();

  constructor(
    private readonly client: Pick<PeerCircleClient, "conversations">,
    private readonly isLookedAt: () => boolean = () => document.visibilityState === "visible",
  ) {}

  readonly heard = (conversationId: string, message: Message): void => {
    const card = goalCardOf(message);
    if (card?.type !== "celebration" || !this.isLookedAt() || this.#isSilent(conversationId)) return;
    note(message.id);
    const now = Date.now();
    const before = this.#goals.get(card.goalId);
    this.#goals.set(card.goalId, now);
    if (before !== undefined && now - before < togetherMs) return;
    this.latest.set({ number: (this.latest.getSnapshot()?.number ?? 0) + 1, card, text: message.text ?? card.title });
  };

  #isSilent(conversationId: string): boolean {
    return this.client.conversations.getSnapshot().rows.find(({ id }) => id === conversationId)?.notify === "none";
  }
}

function note(messageId: string): void {
  told.add(messageId);
  const [oldest] = told;
  if (told.size > mostTold && oldest !== undefined) told.delete(oldest);
}
