import { isCode } from "../errors.ts";
import type { List } from "../wire.ts";
import { part, type Http } from "./http.ts";

export type Role = "member" | "moderator" | "administrator";
export type Registration = "open" | "invite" | "closed";

/** What a client must know, in UTF-16 code units and bytes. */
export interface ServerLimits {
  readonly messageCharacters: number;
  /** One hub message; a larger one would close the connection. */
  readonly frameBytes: number;
  readonly nameCharacters: number;
}

export interface ServerInfo {
  readonly version: string;
  readonly registration: Registration;
  /** Nobody has signed up yet; the first account becomes administrator. */
  readonly setupRequired: boolean;
  readonly limits: ServerLimits;
  readonly health?: { readonly store: string; readonly redis: string };
}

export interface MentorProfile {
  readonly open: boolean;
  readonly topics: readonly string[];
}

export interface Member {
  readonly id: string;
  readonly displayName: string;
  readonly headline?: string;
  /** What they work towards, in one line. */
  readonly workingTowards?: string;
  readonly field?: string;
  readonly organisation?: string;
  readonly timeZone?: string;
  readonly mentor?: MentorProfile;
  readonly role: Role;
  readonly deactivated?: boolean;
  readonly createdAt: string;
}

export interface Me extends Member {
  readonly email: string;
  readonly quietHours?: { readonly from: string; readonly to: string };
}

export interface SignUp {
  readonly email: string;
  readonly password: string;
  readonly displayName: string;
  readonly inviteToken?: string | undefined;
  readonly setupCode?: string | undefined;
}

export interface SignedIn {
  readonly member: Member;
  /** For kind `token` only. */
  readonly token?: string;
  readonly expiresAt: string;
}

export interface Session {
  readonly id: string;
  readonly kind: "cookie" | "token";
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly userAgent?: string;
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

export interface MemberQuery {
  /** Every word begins a word of name, headline, `workingTowards`, field or organisation. */
  readonly query?: string | undefined;
  readonly mentor?: true | undefined;
  readonly topic?: string | undefined;
  readonly field?: string | undefined;
  readonly organisation?: string | undefined;
  readonly next?: string | undefined;
  readonly limit?: number | undefined;
}

/** Accounts, sessions and members. */
export class AccountsApi {
  constructor(private readonly http: Http) {}

  server(): Promise<ServerInfo> {
    return this.http.get("/server");
  }

  signUp(account: SignUp): Promise<Me> {
    return this.http.send("POST", "/accounts", account);
  }

  /** A session that is used as a bearer token, for programs. */
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

  sessions(): Promise<Session[]> {
    return this.http.all("/sessions", {});
  }

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

  /** Ends all other sessions. */
  changePassword(current: string, next: string): Promise<void> {
    return this.http.send("PUT", "/me/password", { current, new: next });
  }

  /** Administrators: a link that works once within 24 hours. */
  createPasswordReset(memberId: string): Promise<{ readonly url: string; readonly expiresAt: string }> {
    return this.http.send("POST", `/members/${part(memberId)}/password-reset`);
  }

  /** Ends all sessions of the member. */
  resetPassword(token: string, password: string): Promise<void> {
    return this.http.send("POST", `/password-resets/${part(token)}`, { password });
  }

  me(signal?: AbortSignal): Promise<Me> {
    return this.http.get("/me", undefined, signal);
  }

  changeMe(change: ProfileChange): Promise<Me> {
    return this.http.send("PATCH", "/me", change);
  }

  member(memberId: string): Promise<Member> {
    return this.http.get(`/members/${part(memberId)}`);
  }

  /** By display name, of the whole network. */
  members(query: MemberQuery = {}, signal?: AbortSignal): Promise<List<Member>> {
    return this.http.get("/members", { ...query }, signal);
  }

  /** Those of up to 100 ids that exist. */
  async membersById(ids: readonly string[]): Promise<readonly Member[]> {
    if (ids.length === 0) return [];
    return this.http.all("/members", { ids: ids.join(","), limit: 100 });
  }

  /** Administrators. */
  setRole(memberId: string, role: Role): Promise<Member> {
    return this.http.send("PATCH", `/members/${part(memberId)}`, { role });
  }

  /** Administrators; ends all sessions. */
  deactivate(memberId: string): Promise<Member> {
    return this.http.send("POST", `/members/${part(memberId)}/deactivate`);
  }

  /** Administrators. */
  reactivate(memberId: string): Promise<Member> {
    return this.http.send("POST", `/members/${part(memberId)}/reactivate`);
  }
}
