import type { HubLink } from "../connection/transport.ts";
import type { Readable } from "../observable.ts";
import type { MemberPresence, PresenceState, WatchAnswer } from "../wire.ts";
import { Interests } from "./interests.ts";
import { StandingCall } from "./standingCall.ts";
import { PresenceStates } from "./states.ts";

const gatherMs = 100;
/** How long what was known is shown while it is in doubt, so that a short interruption is not seen. */
const graceMs = 5_000;

/** Who is there: of those somebody is interested in, while one is connected. */
export class Presence {
  readonly #interests = new Interests();
  readonly #states = new PresenceStates();
  readonly #watching: StandingCall<{ readonly memberIds: readonly string[] }, WatchAnswer>;
  readonly #telling: StandingCall<{ readonly state: PresenceState }>;
  #isAway = false;
  /** Whom the server was asked to watch last. */
  #asked: ReadonlySet<string> = new Set();
  /** What was heard since then. */
  readonly #heard = new Map<string, PresenceState>();
  #doubt: ReturnType<typeof setTimeout> | undefined;

  /** @internal */
  constructor(random: () => number) {
    this.#watching = new StandingCall({
      method: "Watch",
      initial: { memberIds: [] },
      gatherMs,
      wanted: () => ({ memberIds: this.#interests.chosen() }),
      random,
      asked: ({ memberIds }) => {
        this.#asked = new Set(memberIds);
        this.#heard.clear();
      },
      answered: (answer) => this.#take(answer?.presence ?? []),
    });
    this.#telling = new StandingCall({ method: "SetPresence", initial: { state: "online" }, gatherMs: 0, wanted: () => ({ state: this.#isAway ? "away" : "online" }), random });
  }

  /**
   * The state of one member, told of when it changes and not when another's does. `undefined` = not known: nobody is interested in them, one shares no circle, room or
   * direct conversation with them, there are too many, or there has been no connection for 5 seconds.
   */
  of(memberId: string): Readable<PresenceState | undefined> {
    return this.#states.of(memberId);
  }

  /**
   * Has the states of these members known until the returned function is called. Interests add up, and the server is told of all of them at once, a tenth of a second later.
   * It watches 200 members at most: of more, those of the latest interests are known, and of one interest its first.
   */
  watch(memberIds: Iterable<string>): () => void {
    const takeBack = this.#interests.add(memberIds);
    this.#watching.changed();
    return () => {
      takeBack();
      this.#watching.changed();
    };
  }

  /** Says whether whoever uses this client has gone away for a while; in the beginning they are there. Others see the most present of all that a member is connected with. */
  setAway(isAway: boolean): void {
    this.#isAway = isAway;
    this.#telling.changed();
  }

  /** A link is there. It watches nobody yet, and one counts as online. @internal */
  linked(link: HubLink): void {
    this.#watching.linked(link);
    this.#telling.linked(link);
  }

  /** The link is gone: what is known is in doubt. @internal */
  unlinked(): void {
    this.#watching.unlinked();
    this.#telling.unlinked();
    this.#beginDoubt();
  }

  /** The server has told of one. @internal */
  heard({ memberId, state }: MemberPresence): void {
    if (!this.#asked.has(memberId)) return;
    this.#heard.set(memberId, state);
    this.#states.set(memberId, state);
  }

  /** Something may have been missed, or one shares a conversation with others than before. @internal */
  renew(): void {
    if (this.#interests.isEmpty) return;
    this.#beginDoubt();
    this.#watching.again();
  }

  /** What is known was told to another member, or nobody tells any more. @internal */
  forget(): void {
    clearTimeout(this.#doubt);
    this.#doubt = undefined;
    this.#states.replace(new Map());
  }

  #take(presence: readonly MemberPresence[]): void {
    clearTimeout(this.#doubt);
    this.#doubt = undefined;
    this.#states.replace(new Map(presence.map(({ memberId, state }) => [memberId, this.#heard.get(memberId) ?? state])));
  }

  #beginDoubt(): void {
    this.#doubt ??= setTimeout(() => this.forget(), graceMs);
  }
}
