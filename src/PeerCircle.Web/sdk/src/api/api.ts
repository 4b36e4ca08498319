import { AccountsApi } from "./accounts.ts";
import { CirclesApi } from "./circles.ts";
import { ConversationsApi } from "./conversations.ts";
import { GoalsApi } from "./goals.ts";
import { Http, type HttpOptions } from "./http.ts";
import { NotificationsApi } from "./notifications.ts";
import { RoomsApi } from "./rooms.ts";

/** The HTTP API, typed. A call is one request, or one for each page where it answers a whole list; refusals and a missing answer are thrown as `PeerCircleError`. Nothing is repeated. */
export class Api {
  /** Accounts, sessions and members. */
  readonly accounts: AccountsApi;
  /** Peer circles and their invites. */
  readonly circles: CirclesApi;
  /** Advice rooms. */
  readonly rooms: RoomsApi;
  /** Goals, check-ins and celebrations. */
  readonly goals: GoalsApi;
  /** One's inbox. */
  readonly notifications: NotificationsApi;
  /** Conversations and their messages. */
  readonly conversations: ConversationsApi;
  readonly #http: Http;

  constructor(options: HttpOptions) {
    this.#http = new Http(options);
    this.accounts = new AccountsApi(this.#http);
    this.circles = new CirclesApi(this.#http);
    this.rooms = new RoomsApi(this.#http);
    this.goals = new GoalsApi(this.#http);
    this.notifications = new NotificationsApi(this.#http);
    this.conversations = new ConversationsApi(this.#http);
  }

  /** The bearer token in use, for the hub's handshake. */
  token(): string | undefined {
    return this.#http.token();
  }
}
