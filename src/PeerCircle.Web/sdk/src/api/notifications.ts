import type { Notification } from "../wire.ts";
import type { Http } from "./http.ts";

/** A page of one's inbox, the newest first; `unread` is counted to 100. */
export interface NotificationPage {
  readonly items: readonly Notification[];
  /** Asks for the page after it; absent on the last one. Opaque. */
  readonly next?: string;
  readonly unread: number;
}

/** One's inbox over HTTP: `client.api.notifications`. `client.inbox` keeps its newest page live. */
export class NotificationsApi {
  constructor(private readonly http: Http) {}

  /** A page. */
  list(query: { readonly next?: string | undefined; readonly limit?: number | undefined } = {}, signal?: AbortSignal): Promise<NotificationPage> {
    return this.http.get("/notifications", { ...query }, signal);
  }

  /** Has read these, at most 100, or all, on every device. */
  read(ids?: readonly string[]): Promise<{ readonly unread: number }> {
    return this.http.send("POST", "/notifications/read", { ids });
  }
}
