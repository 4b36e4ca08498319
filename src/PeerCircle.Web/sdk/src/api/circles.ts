import type { List } from "../wire.ts";
import { part, type Http } from "./http.ts";

export interface Seat {
  readonly memberId: string;
  readonly role: "host" | "member";
  readonly joinedAt: string;
}

export interface Circle {
  readonly id: string;
  readonly conversationId: string;
  readonly name: string;
  readonly purpose: string;
  readonly capacity: number;
  readonly members: readonly Seat[];
  readonly createdAt: string;
}

/** Shown once: the token is not stored in the clear. */
export interface NewInvite {
  readonly id: string;
  readonly token: string;
  readonly url: string;
  readonly maxUses: number;
  readonly expiresAt: string;
}

export interface Invite {
  readonly id: string;
  readonly uses: number;
  readonly maxUses: number;
  readonly expiresAt: string;
  readonly createdAt: string;
}

/** Peer circles, their seats and invites. */
export class CirclesApi {
  constructor(private readonly http: Http) {}

  /** `id` (UUIDv7) makes a repeated call answer the same circle. `capacity` 2–200, 12 when left out. */
  create(circle: { readonly id?: string; readonly name: string; readonly purpose: string; readonly capacity?: number }): Promise<Circle> {
    return this.http.send("POST", "/circles", circle);
  }

  list(next?: string): Promise<List<Circle>> {
    return this.http.get("/circles", { next });
  }

  get(circleId: string): Promise<Circle> {
    return this.http.get(`/circles/${part(circleId)}`);
  }

  /** Hosts. */
  change(circleId: string, change: { readonly name?: string; readonly purpose?: string; readonly capacity?: number }): Promise<Circle> {
    return this.http.send("PATCH", `/circles/${part(circleId)}`, change);
  }

  /** Oneself = leave; hosts remove others. `not_found` when gone already. */
  removeMember(circleId: string, memberId: string): Promise<void> {
    return this.http.send("DELETE", `/circles/${part(circleId)}/members/${part(memberId)}`);
  }

  /** Hosts; never the last host. */
  setRole(circleId: string, memberId: string, role: "host" | "member"): Promise<Circle> {
    return this.http.send("PATCH", `/circles/${part(circleId)}/members/${part(memberId)}`, { role });
  }

  /** Hosts; 200 uses and 168 hours when left out. */
  invite(circleId: string, invite: { readonly maxUses?: number; readonly expiresInHours?: number } = {}): Promise<NewInvite> {
    return this.http.send("POST", `/circles/${part(circleId)}/invites`, invite);
  }

  /** Hosts: the invites that still work. */
  invites(circleId: string): Promise<Invite[]> {
    return this.http.all(`/circles/${part(circleId)}/invites`, {});
  }

  withdrawInvite(circleId: string, inviteId: string): Promise<void> {
    return this.http.send("DELETE", `/circles/${part(circleId)}/invites/${part(inviteId)}`);
  }

  /** Signed out too. */
  readInvite(token: string): Promise<{ readonly circleName: string }> {
    return this.http.get(`/invites/${part(token)}`);
  }

  acceptInvite(token: string): Promise<Circle> {
    return this.http.send("POST", `/invites/${part(token)}/accept`);
  }
}
