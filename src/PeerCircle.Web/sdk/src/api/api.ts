import { AccountsApi } from "./accounts.ts";
import { CirclesApi } from "./circles.ts";
import { ConversationsApi } from "./conversations.ts";
import { Http, type HttpOptions } from "./http.ts";
import { RoomsApi } from "./rooms.ts";

/** The HTTP API, typed. Every call is one request; refusals and a missing answer are thrown as `PeerCircleError`. */
export class Api {
  readonly accounts: AccountsApi;
  readonly circles: CirclesApi;
  readonly rooms: RoomsApi;
  readonly conversations: ConversationsApi;
  readonly #http: Http;

  constructor(options: HttpOptions) {
    this.#http = new Http(options);
    this.accounts = new AccountsApi(this.#http);
    this.circles = new CirclesApi(this.#http);
    this.rooms = new RoomsApi(this.#http);
    this.conversations = new ConversationsApi(this.#http);
  }

  /** The bearer token in use, for the hub's handshake. */
  token(): string | undefined {
    return this.#http.token();
  }
}
