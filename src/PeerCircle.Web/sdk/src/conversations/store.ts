import { tell } from "../observable.ts";
import { emptyState, type ClientState, type Conversation } from "../state/conversation.ts";
import { reduce } from "../state/reduce.ts";
import type { Step } from "../state/steps.ts";
import type { Want } from "../state/work.ts";

export interface StoreHooks {
  /** Carries out what a step asks for; `complete` and `again` belong to whoever took the step. */
  run(want: Want): void;
  changed(before: ClientState, after: ClientState): void;
}

/** The one state of a client and the only place where it changes. */
export class Store {
  #state: ClientState = emptyState("", false);
  readonly #listeners = new Map<string, Set<() => void>>();

  constructor(private readonly hooks: StoreHooks) {}

  get state(): ClientState {
    return this.#state;
  }

  find(conversationId: string): Conversation | undefined {
    return this.#state.conversations.get(conversationId);
  }

  identify(me: string): void {
    if (me !== this.#state.me) this.#set({ ...this.#state, me });
  }

  /** Nothing is held of anybody any more. */
  forget(): void {
    this.#set(emptyState("", this.#state.online));
  }

  dispatch(step: Step): readonly Want[] {
    const { state, wants } = reduce(this.#state, step);
    this.#set(state);
    for (const want of wants) if (want.want !== "complete" && want.want !== "again") this.hooks.run(want);
    return wants;
  }

  subscribe(conversationId: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(conversationId) ?? new Set();
    this.#listeners.set(conversationId, listeners);
    const own = () => listener();
    listeners.add(own);
    return () => void listeners.delete(own);
  }

  /** Tells those who watch a conversation that something beside its state has changed. */
  notify(conversationId: string): void {
    tell(this.#listeners.get(conversationId) ?? []);
  }

  #set(state: ClientState): void {
    const before = this.#state;
    if (state === before) return;
    this.#state = state;
    this.hooks.changed(before, state);
    for (const id of this.#listeners.keys()) if (before.conversations.get(id) !== state.conversations.get(id)) this.notify(id);
  }
}
