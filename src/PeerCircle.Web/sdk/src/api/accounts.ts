import { isCode } from "../errors.ts";
import type { List } from "../wire.ts";
import { part, type Http } from "./http.ts";

/** What a member may do in the network as a whole. It gives no access to a conversation. */
export type Role = "member" | "moderator" | "administrator";
/** Who may sign up: everybody, whoever has an invite to a circle, nobody. */
export type Registration = "open" | "invite" | "closed";

/** What a client must know of the server's limits. Characters are UTF-16 code units. */
export interface ServerLimits {
  /** Of a message's text. */
  readonly messageCharacters: number;
  /** Bytes of one hub message. A larger one would close the connection; the client refuses it itself as `request.too_large`. */
  readonly frameBytes: number;
  /** Of names of members, circles and rooms. */
  readonly nameCharacters: number;
}

/** What the server is; told signed out too. */
export interface ServerInfo {
  readonly version: string;
  readonly registration: Registration;
  /** Nobody has signed up yet; the first account becomes administrator. */
  readonly setupRequired: boolean;
  readonly limits: ServerLimits;
  /** For administrators: `ok`, `unavailable` or, for Redis, `off`. */
  readonly health?: { readonly store: string; readonly redis: string };
}

/** Whether one offers to mentor, and in what: at most 10 topics of 80 characters. */
export interface MentorProfile {
  readonly open: boolean;
  readonly topics: readonly string[];
}

/** A member as everyone sees them. An absent field is empty. */
export interface Member {
  readonly id: string;
  /** 1–80 characters. */
  readonly displayName: string;
  /** At most 160 characters. */
  readonly headline?: string;
  /** What they work towards, in one line. */
  readonly workingTowards?: string;
  readonly field?: string;
  readonly organisation?: string;
  /** IANA name, such as `Europe/Vienna`. */
  readonly timeZone?: string;
  readonly mentor?: MentorProfile;
  readonly role: Role;
  /** Shut out: they cannot sign in. */
  readonly deactivated?: boolean;
  readonly createdAt: string;
}

/** Oneself, with what nobody else sees. */
export interface Me extends Member {
  readonly email: string;
  /** Local times of day, `HH:MM`, between which nothing is pushed. */
  readonly quietHours?: { readonly from: string; readonly to: string };
}

/** An account to be made. */
export interface SignUp {
  readonly email: string;
  /** 12–128 characters, none of the commonest; else `password.refused`. */
  readonly password: string;
  readonly displayName: string;
  /** Joins the invite's circle; needed where registration is `invite`. */
  readonly inviteToken?: string | undefined;
  /** For the first account of a server, which prints it when it starts. */
  readonly setupCode?: string | undefined;
}

/** A new session. */
export interface SignedIn {
  readonly member: Member;
  /** For kind `token` only; shown this once. */
  readonly token?: string;
  readonly expiresAt: string;
}

/** A session of one's own, on some device. */
export interface Session {
  readonly id: string;
  readonly kind: "cookie" | "token";
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly userAgent?: string;
  /** The one that asks. */
  readonly current: boolean;
}

/** Absent members stay as they are, an empty text clears, a list is replaced as a whole. */
export interface ProfileChange {
  readonly displayName?: string;
  readonly headline?: string;
  readonly workingTowards?: string;
  readonly field?: string;
  readonly organisation?: string;
  readonly timeZone?: string;
  readonly mentor?: MentorProfile;
  readonly quietHours?: { readonly from: string; readonly to: string };
}

/** Whom to list; what is given has to hold together. Case and accents are ignored. */
export interface MemberQuery {
  /** Every word begins a word of name, headline, `workingTowards`, field or organisation. */
  readonly query?: string | undefined;
  /** Only those who offer to mentor. */
  readonly mentor?: true | undefined;
  readonly topic?: string | undefined;
  readonly field?: string | undefined;
  readonly organisation?: string | undefined;
  /** Of the page before. */
  readonly next?: string | undefined;
  /** 50 when left out, 100 at most. */
  readonly limit?: number | undefined;
}

/** Accounts, sessions and members: `client.api.accounts`. */
export class AccountsApi {
  constructor(private readonly http: Http) {}

  /** What this server is; signed out too. */
  server(signal?: AbortSignal): Promise<ServerInfo> {
    return this.http.get("/server", undefined, signal);
  }

  /**
   * Makes an account; `signIn` comes next. Refused with `account.email_taken`, `account.registration_closed`, `account.invite_required`, `account.setup_code_required`,
   * `password.refused`, `invite.gone` or `circle.full`.
   */
  signUp(account: SignUp): Promise<Me> {
    return this.http.send("POST", "/accounts", account);
  }

  /** A session that is used as a bearer token, for programs. Whatever is wrong is `auth.failed`, also what locks an account for 5 minutes after five failures from one address. */
  signIn(email: string, password: string, kind: "token"): Promise<SignedIn & { readonly token: string }>;
  /** A session that the browser keeps in its cookie, of pages from the server's own origin only. */
  signIn(email: string, password: string, kind: "cookie"): Promise<SignedIn>;
  signIn(email: string, password: string, kind: "cookie" | "token"): Promise<SignedIn> {
    return this.http.send("POST", "/sessions", { email, password, kind });
  }

  /** Ends the present session and its connections. */
  signOut(): Promise<void> {
    return this.http.send("DELETE", "/sessions/current");
  }

  /** One's sessions on all devices. */
  sessions(): Promise<Session[]> {
    return this.http.all("/sessions", {});
  }

  /** Ends one of one's sessions, and its connections. */
  endSession(sessionId: string): Promise<void> {
    return this.http.send("DELETE", `/sessions/${part(sessionId)}`);
  }

  /** Ends all sessions but the present one; a session that ended by itself meanwhile is no failure. */
  async endOtherSessions(): Promise<void> {
    for (const { id, current } of await this.sessions()) {
      if (current) continue;
      await this.endSession(id).catch((error: unknown) => {
        if (!isCode(error, "not_found")) throw error;
      });
    }
  }

  /** Ends all other sessions. A wrong `current` is `auth.failed`. */
  changePassword(current: string, next: string): Promise<void> {
    return this.http.send("PUT", "/me/password", { current, new: next });
  }

  /** Administrators: a link that works once within 24 hours. */
  createPasswordReset(memberId: string): Promise<{ readonly url: string; readonly expiresAt: string }> {
    return this.http.send("POST", `/members/${part(memberId)}/password-reset`);
  }

  /** Sets a new password with the token of such a link, and ends all sessions of the member. */
  resetPassword(token: string, password: string): Promise<void> {
    return this.http.send("POST", `/password-resets/${part(token)}`, { password });
  }

  /** Oneself. */
  me(signal?: AbortSignal): Promise<Me> {
    return this.http.get("/me", undefined, signal);
  }

  /** Changes one's profile. `client.changeMe` does it too and shows it at once. */
  changeMe(change: ProfileChange): Promise<Me> {
    return this.http.send("PATCH", "/me", change);
  }

  /** One member. */
  member(memberId: string): Promise<Member> {
    return this.http.get(`/members/${part(memberId)}`);
  }

  /** A page of members of the whole network, by display name. */
  members(query: MemberQuery = {}, signal?: AbortSignal): Promise<List<Member>> {
    return this.http.get("/members", { ...query }, signal);
  }

  /** Those of up to 100 ids that exist. */
  async membersById(ids: readonly string[]): Promise<readonly Member[]> {
    if (ids.length === 0) return [];
    return this.http.all("/members", { ids: ids.join(","), limit: 100 });
  }

  /** Administrators; never the last one's, which is `request.invalid`. */
  setRole(memberId: string, role: Role): Promise<Member> {
    return this.http.send("PATCH", `/members/${part(memberId)}`, { role });
  }

  /** Administrators: shuts a member out and ends all their sessions. */
  deactivate(memberId: string): Promise<Member> {
    return this.http.send("POST", `/members/${part(memberId)}/deactivate`);
  }

  /** Administrators: lets them in again. */
  reactivate(memberId: string): Promise<Member> {
    return this.http.send("POST", `/members/${part(memberId)}/reactivate`);
  }
}
