import type { HubEvent } from "../connection/transport.ts";
import type { Inbox } from "../notifications/inbox.ts";
import type { Presence } from "../presence/presence.ts";
import type { Message } from "../wire.ts";
import type { Arrivals } from "./arrivals.ts";
import type { ConversationHandle } from "./handle.ts";
import type { Store } from "./store.ts";

/** Takes what the hub tells by itself. What concerns the link as a whole has been taken before; what nobody shows yet is left alone. */
export function takeEvent(event: HubEvent, store: Store, handles: ReadonlyMap<string, ConversationHandle>, presence: Presence, inbox: Inbox, arrivals: Arrivals): void {
  switch (event.name) {
    case "Changes": {
      const before = store.find(event.value.conversationId), known = before?.seq;
      const posted = event.value.messages.filter((message) => before?.messages.has(message.id) !== true);
      store.dispatch({ step: "push", ...event.value });
      const handle = handles.get(event.value.conversationId);
      for (const { authorId } of posted) if (authorId !== undefined) handle?.heardTyping(authorId, false);
      if (event.value.messages.some((message) => message.kind === "system" && !isOwnEnd(message, store.state.me))) {
        handle?.renewMembers();
        presence.renew();
      }
      if (known !== undefined) arrivals.heard(event.value.conversationId, known, event.value.messages);
      return;
    }
    case "Reacted": return void store.dispatch({ step: "reacted", ...event.value });
    case "ReadMoved": {
      const { memberId, ...moved } = event.value;
      if (memberId === store.state.me) store.dispatch({ step: "read", ...moved });
      else store.dispatch({ step: "readMoved", memberId, conversationId: moved.conversationId, seq: moved.seq });
      return;
    }
    case "Typing": return handles.get(event.value.conversationId)?.heardTyping(event.value.memberId, true);
    case "Presence": return presence.heard(event.value);
    case "ConversationChanged": {
      const facts = event.value.conversation;
      const isNew = store.find(facts.id) === undefined;
      store.dispatch({ step: "changed", conversationId: facts.id, facts });
      if (!isNew) return;
      handles.get(facts.id)?.reopen();
      return presence.renew();
    }
    case "ConversationRemoved": {
      store.dispatch({ step: "removed", ...event.value });
      return presence.renew();
    }
    case "Behind": return void store.dispatch({ step: "behind", ...event.value });
    case "Resync": {
      store.dispatch({ step: "online", on: true });
      for (const handle of handles.values()) handle.renewMembers();
      inbox.renew();
      return presence.renew();
    }
    case "Notified": return inbox.heard(event.value.notification);
    case "NotificationsRead": return inbox.heardRead(event.value);
    default: return;
  }
}

/** Whether a system message tells that oneself left or was removed: what it changes is nothing to ask for any more, and `ConversationRemoved` follows. */
export function isOwnEnd({ card }: Pick<Message, "card">, me: string): boolean {
  return (card?.["type"] === "left" || card?.["type"] === "removed") && card["memberId"] === me;
}
