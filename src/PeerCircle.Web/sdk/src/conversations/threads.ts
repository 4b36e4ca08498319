import type { Readable } from "../observable.ts";
import { Replies } from "./replies.ts";
import type { Store } from "./store.ts";
import type { ConversationView, MessageViews, ThreadView } from "./view.ts";

interface Source extends Readable<ConversationView> {
  readonly id: string;
}

/** The threads of one conversation as far as their messages are held. Each is made anew when the conversation is, and only if somebody looks. */
export class Threads {
  readonly #replies = new Replies();
  readonly #known = new Map<string, Readable<ThreadView>>();

  constructor(
    private readonly conversation: Source,
    private readonly store: Store,
    private readonly views: MessageViews,
  ) {}

  /** The same object for the same message. */
  of(parentId: string): Readable<ThreadView> {
    const known = this.#known.get(parentId);
    if (known !== undefined) return known;
    let shown: { of: ConversationView; view: ThreadView } | undefined;
    const thread: Readable<ThreadView> = {
      subscribe: this.conversation.subscribe,
      getSnapshot: () => {
        const of = this.conversation.getSnapshot();
        if (shown?.of !== of) shown = { of, view: this.#view(parentId) };
        return shown.view;
      },
    };
    this.#known.set(parentId, thread);
    return thread;
  }

  #view(parentId: string): ThreadView {
    const c = this.store.find(this.conversation.id);
    if (c === undefined) return { root: undefined, replies: [], pending: [] };
    const { me } = this.store.state;
    const root = c.messages.get(parentId);
    return {
      root: root === undefined ? undefined : this.views.one(c, root, me),
      replies: this.#replies.of(c.messages, parentId).map((held) => this.views.one(c, held, me)),
      pending: c.outbox.filter((row) => row.parentId === parentId),
    };
  }
}
