import type { Api } from "../api/api.ts";
import { backOff, delay, unlessOver } from "../connection/waiting.ts";
import { PeerCircleError } from "../errors.ts";
import { isBehind, type Conversation } from "../state/conversation.ts";
import type { Message } from "../wire.ts";
import type { Store } from "./store.ts";
import { tidyBefore } from "./tidying.ts";

/** How often what is behind is dropped: not with each message. */
const farMore = 100;

interface Source {
  readonly id: string;
  open(): () => void;
  subscribe(listener: () => void): () => void;
}

interface Following {
  readonly store: Store;
  readonly api: Api;
  readonly random: () => number;
  /** It fails when this is over, and ends when `signal` is. */
  readonly session: AbortSignal;
  /** Whether nobody else has the conversation open. */
  readonly isAlone: () => boolean;
  readonly after?: number;
  readonly signal?: AbortSignal;
}

/** Goes through a conversation by `seq`: from what is held where it is, from pages where it is not, and waits at the end. */
export async function* follow(source: Source, following: Following): AsyncIterableIterator<Message> {
  const { store, session, signal } = following;
  const end = new AbortController();
  const ended = () => end.abort(signal?.aborted ? signal.reason : session.reason);
  for (const over of [session, signal]) over?.addEventListener("abort", ended);
  if (session.aborted || signal?.aborted) ended();
  const close = source.open();
  const changes = new Changes(source, end.signal);
  try {
    const { epoch, seq } = await loaded(source.id, store, changes);
    let next = (following.after ?? seq) + 1;
    for (;;) {
      end.signal.throwIfAborted();
      const c = store.find(source.id);
      if (c === undefined) return;
      if (c.epoch !== undefined && c.epoch !== epoch) throw restored();
      const held = heldAt(c, next);
      if (held !== undefined) {
        next++;
        if (next % farMore === 0 && following.isAlone()) tidyBefore(store, c, next);
        yield held;
        continue;
      }
      const isStored = next <= c.seq && c.messages.at(next) === undefined && !isBehind(c);
      const before = next;
      for (const message of isStored ? await stored(source.id, next, epoch, following, end.signal) : []) {
        if (message.seq !== next) continue;
        end.signal.throwIfAborted();
        next++;
        yield message;
      }
      if (next === before) await changes.next();
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
  } finally {
    for (const over of [session, signal]) over?.removeEventListener("abort", ended);
    changes.stop();
    close();
  }
}

/** The conversation once its newest page has come. */
async function loaded(id: string, store: Store, changes: Changes): Promise<Conversation> {
  for (;;) {
    const c = store.find(id);
    if (c === undefined) throw new PeerCircleError("not_found", "This conversation is not one's own.", false);
    if (c.loaded !== undefined) return c;
    await changes.next();
  }
}

/** A state that a push or page has brought; one made from a receipt waits for the server's. */
function heldAt(c: Conversation, seq: number): Message | undefined {
  const held = c.messages.at(seq);
  return held?.provisional === true ? undefined : held;
}

async function stored(id: string, seq: number, epoch: string | undefined, { api, random }: Following, end: AbortSignal): Promise<readonly Message[]> {
  for (let attempt = 0; ; attempt++) {
    try {
      const page = await api.conversations.messages(id, { after: seq - 1, limit: 100 }, end);
      if (page.epoch !== epoch) throw restored();
      return page.messages;
    } catch (error) {
      if (!(error instanceof PeerCircleError) || !error.retryable) throw error;
      await delay(error.retryAfterMs ?? backOff(attempt, random), end);
    }
  }
}

function restored(): PeerCircleError {
  return new PeerCircleError("history.restored", "The history was replaced by a backup.", false);
}

/** The next change of a conversation, or its having been missed between two looks. Rejects once `end` is over. */
class Changes {
  #isMissed = false;
  #wake: (() => void) | undefined;
  readonly stop: () => void;

  constructor(source: Source, private readonly end: AbortSignal) {
    this.stop = source.subscribe(() => {
      this.#isMissed = true;
      this.#wake?.();
    });
  }

  async next(): Promise<void> {
    this.end.throwIfAborted();
    if (!this.#isMissed) await unlessOver(this.end, new Promise<void>((resolve) => (this.#wake = resolve)));
    this.#isMissed = false;
  }
}
