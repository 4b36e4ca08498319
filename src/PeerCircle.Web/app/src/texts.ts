import { accounts } from "./texts/accounts.ts";
import { circles } from "./texts/circles.ts";
import { connection } from "./texts/connection.ts";
import { conversations } from "./texts/conversations.ts";
import { emoji } from "./texts/emoji.ts";
import { errors } from "./texts/errors.ts";
import { home } from "./texts/home.ts";
import { member } from "./texts/member.ts";
import { messages } from "./texts/messages.ts";
import { people } from "./texts/people.ts";
import { presence } from "./texts/presence.ts";
import { rooms } from "./texts/rooms.ts";
import { shell } from "./texts/shell.ts";
import { welcome } from "./texts/welcome.ts";
import { writing } from "./texts/writing.ts";

/** The texts of the interface, by feature; those of pages that come later come with them. Short sentences, second person; an error says what happened, what is safe and what to do. */
export const texts = {
  product: "PeerCircle",
  again: "Try again",
  back: "Back to conversations",
  cancel: "Cancel",
  close: "Close",
  loading: "Loading",
  more: "Show more",
  save: "Save",
  you: "You",
  someone: "Someone",
  errorOther: "That did not work. Nothing was lost; try again.",
  errorFields: "Something is not right yet. What you wrote is still here.",
  errorTrace: (traceId: string) => `For your administrator: ${traceId}`,

  connection,
  accounts,
  conversations,
  messages,
  writing,
  emoji,
  home,
  circles,
  rooms,
  welcome,
  people,
  member,
  presence,
  errors,
  shell,
} as const;
