import type { Api } from "../api/api.ts";
import { delay } from "../connection/waiting.ts";
import { PeerCircleError } from "../errors.ts";
import { isBehind, type Conversation } from "../state/conversation.ts";
import type { Message } from "../wire.ts";
import type { Store } from "./store.ts";

const retryMs = 1_000;

interface Source {
  readonly id: string;
  open(): () => void;
  subscribe(listener: () => void): () => void;
}

/** Goes through a conversation by `seq`: from what is held where it is, from pages where it is not, and waits at the end. */
export async function* follow(source: Source, store: Store, api: Api, options: { readonly after?: number; readonly signal?: AbortSignal }): AsyncIterableIterator<Message> {
  const close = source.open();
  const changes = new Changes(source, options.signal);
  try {
    const first = await changes.until(() => loadedOf(store.find(source.id)));
    if (first === undefined) return;
    let next = (options.after ?? first.seq) + 1;
    while (!options.signal?.aborted) {
      const c = store.find(source.id);
      if (c === undefined) return;
      if (c.epoch !== undefined && c.epoch !== first.epoch) throw new PeerCircleError("history.restored", "The history was replaced by a backup.", false);
      const held = heldAt(c, next);
      if (held !== undefined) {
        next++;
        yield held;
        continue;
      }
      const isStored = next <= c.seq && c.messages.at(next) === undefined && !isBehind(c);
      const before = next;
      for (const message of isStored ? await stored(api, source.id, next) : []) {
        if (message.seq !== next) continue;
        next++;
        yield message;
      }
      if (next === before) await changes.next();
    }
  } finally {
    changes.stop();
    close();
  }
}

function loadedOf(c: Conversation | undefined): Conversation | undefined {
  return c?.loaded === undefined ? undefined : c;
}

/** A state that a push or page has brought; one made from a receipt waits for the server's. */
function heldAt(c: Conversation, seq: number): Message | undefined {
  const held = c.messages.at(seq);
  return held?.provisional === true ? undefined : held;
}

async function stored(api: Api, conversationId: string, seq: number): Promise<readonly Message[]> {
  for (;;) {
    try {
      return (await api.conversations.messages(conversationId, { after: seq - 1, limit: 100 })).messages;
    } catch (error) {
      if (!(error instanceof PeerCircleError) || !error.retryable) throw error;
      await delay(error.retryAfterMs ?? retryMs);
    }
  }
}

/** The next change of a conversation, or its having been missed between two looks. */
class Changes {
  #isMissed = false;
  #wake: (() => void) | undefined;
  readonly #unsubscribe: () => void;

  constructor(source: Source, private readonly signal: AbortSignal | undefined) {
    this.#unsubscribe = source.subscribe(this.#signal);
    signal?.addEventListener("abort", this.#signal);
  }

  async next(): Promise<void> {
    if (!this.#isMissed && !this.signal?.aborted) await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#isMissed = false;
    this.#wake = undefined;
  }

  async until<T>(find: () => T | undefined): Promise<T | undefined> {
    while (!this.signal?.aborted) {
      const found = find();
      if (found !== undefined) return found;
      await this.next();
    }
    return undefined;
  }

  stop(): void {
    this.#unsubscribe();
    this.signal?.removeEventListener("abort", this.#signal);
  }

  readonly #signal = (): void => {
    this.#isMissed = true;
    this.#wake?.();
  };
}
