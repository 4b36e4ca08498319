import { isCode, PeerCircleError } from "@peercircle/sdk";
import { errorText } from "../parts/errors.ts";
import { texts } from "../texts.ts";

/** What is the matter with an invitation, and what to do. */
export function inviteTrouble(error: unknown): { readonly title: string; readonly text: string } {
  if (isCode(error, "invite.gone")) return { title: texts.circles.inviteGoneTitle, text: texts.circles.inviteGone };
  if (isCode(error, "not_found")) return { title: texts.circles.inviteUnknownTitle, text: texts.circles.inviteUnknown };
  if (isCode(error, "circle.full")) return { title: texts.circles.inviteFullTitle, text: texts.circles.inviteFull };
  return { title: texts.circles.inviteUnreadTitle, text: errorText(error) };
}

/** Whether asking again would answer the same. */
export function isLasting(error: unknown): boolean {
  return isCode(error, "invite.gone") || isCode(error, "not_found");
}

/** Of a code that somebody typed, unknown and gone are one: it does not work. */
export function ofTypedInvite(error: unknown): unknown {
  return isCode(error, "not_found") ? new PeerCircleError("invite.gone", texts.circles.inviteGone, false, { cause: error }) : error;
}

/** People paste the whole link. */
export function tokenOf(text: string): string | undefined {
  return text.split("/").filter(Boolean).at(-1);
}
