import { isCode, Observable, type ConversationHandle, type MessageView, type Readable } from "@peercircle/sdk";
import { navigate } from "../../Shell/history.ts";
import { draftAt, dropDraft, keepDraft, placeOf } from "./drafts.ts";
import { fromWire, toWire } from "./mentions.ts";

/** One's own message that is being changed. It stands beside what is drawn, so that a row may go out of sight and come back. */
export interface Editing {
  readonly messageId: string;
  /** The field has not had the focus yet. */
  readonly wantsFocus: boolean;
  /** A message may stand in the list and in a thread beside it; it is changed where that was asked for. */
  readonly inThread: boolean;
  /** Where the focus goes after that. */
  readonly from: "message" | "composer";
  /** Why it could not be saved. */
  readonly error?: unknown;
}

type NameOf = (id: string) => string | undefined;

/** Of one session, as its handles are. */
const open = new WeakMap<ConversationHandle, Observable<readonly Editing[]>>();

/** The messages of a conversation that are being changed. */
export function editingIn(handle: ConversationHandle): Readable<readonly Editing[]> {
  return observed(handle);
}

/** Opens a message for changing. What was begun and left with Escape is there again. */
export function beginEdit(handle: ConversationHandle, me: string, message: MessageView, nameOf: NameOf, inThread: boolean, from: Editing["from"] = "message"): void {
  const place = placeOf(me, handle.id, { message: message.id });
  if (draftAt(place).getSnapshot().baseRev === undefined) keepDraft(place, { ...fromWire(message.text ?? "", nameOf), baseRev: message.rev });
  put(handle, { messageId: message.id, inThread, wantsFocus: true, from });
}

/** Opens one's latest message; false when there is none. One that is out of sight is gone to. */
export function editLast(handle: ConversationHandle, me: string, nameOf: NameOf, parentId: string | undefined): boolean {
  const among = parentId === undefined ? handle.getSnapshot().messages : handle.thread(parentId).getSnapshot().replies;
  const message = among.findLast(({ authorId, kind, deletedAt }) => authorId === me && kind === "text" && deletedAt === undefined);
  if (message === undefined) return false;
  beginEdit(handle, me, message, nameOf, parentId !== undefined, "composer");
  requestAnimationFrame(() => {
    const isOutOfSight = editingIn(handle).getSnapshot().some((e) => e.messageId === message.id && e.wantsFocus);
    if (isOutOfSight && parentId === undefined) navigate(`/c/${handle.id}?at=${message.seq}`);
  });
  return true;
}

/**
 * Shows the change at once and closes the field. Until the server has taken it, the words are kept; when it refuses, the field is open again and says why. From then on the
 * present text is the base: whoever saves again has seen it.
 */
export async function saveEdit(handle: ConversationHandle, me: string, { messageId, inThread, from }: Editing): Promise<void> {
  const place = placeOf(me, handle.id, { message: messageId });
  const draft = draftAt(place).getSnapshot();
  endEdit(handle, me, messageId, true);
  try {
    await handle.edit(messageId, toWire(draft), draft.baseRev);
    if (draftAt(place).getSnapshot() === draft) dropDraft(place);
  } catch (error) {
    if (isCode(error, "auth.required")) return; // Whether the words stay is decided with the session.
    const kept = draftAt(place).getSnapshot();
    keepDraft(place, { ...(kept.baseRev === undefined ? draft : kept), baseRev: handle.message(messageId)?.rev ?? draft.baseRev });
    put(handle, { messageId, inThread, wantsFocus: false, from, error });
  }
}

export function focused(handle: ConversationHandle, messageId: string): void {
  const editing = observed(handle);
  editing.set(editing.getSnapshot().map((e) => (e.messageId === messageId && e.wantsFocus ? { ...e, wantsFocus: false } : e)));
}

/** Closes it. `keep` = what was written stays for the next time. */
export function endEdit(handle: ConversationHandle, me: string, messageId: string, keep: boolean): void {
  if (!keep) dropDraft(placeOf(me, handle.id, { message: messageId }));
  const editing = observed(handle);
  editing.set(editing.getSnapshot().filter((e) => e.messageId !== messageId));
}

function put(handle: ConversationHandle, one: Editing): void {
  const editing = observed(handle);
  editing.set([...editing.getSnapshot().filter((e) => e.messageId !== one.messageId), one]);
}

function observed(handle: ConversationHandle): Observable<readonly Editing[]> {
  const known = open.get(handle);
  if (known !== undefined) return known;
  const editing = new Observable<readonly Editing[]>([]);
  open.set(handle, editing);
  return editing;
}
