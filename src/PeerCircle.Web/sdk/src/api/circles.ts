import type { List } from "../wire.ts";
import { part, type Http } from "./http.ts";

/** One member's place in a circle. */
export interface Seat {
  readonly memberId: string;
  readonly role: "host" | "member";
  readonly joinedAt: string;
}

/** A circle as its members see it. */
export interface Circle {
  readonly id: string;
  /** Where it talks. */
  readonly conversationId: string;
  /** 1–80 characters. */
  readonly name: string;
  /** At most 500 characters. */
  readonly purpose: string;
  /** 2–200, every member counted. */
  readonly capacity: number;
  readonly members: readonly Seat[];
  readonly createdAt: string;
}

/** A circle to be made. `id` (of `newId`) makes a repeated call answer the same circle; `capacity` is 12 when left out. */
export interface NewCircle {
  readonly id?: string;
  readonly name: string;
  readonly purpose: string;
  readonly capacity?: number;
}

/** What is left out stays as it is. `capacity` is never below the number of members. */
export interface CircleChange {
  readonly name?: string;
  readonly purpose?: string;
  readonly capacity?: number;
}

/** How long an invite works. */
export interface InviteTerms {
  /** 1–200; 200 when left out. */
  readonly maxUses?: number;
  /** 1–720; 168 when left out, which is a week. */
  readonly expiresInHours?: number;
}

/** An invite just made. The only time that its token is shown: the server keeps no more than a hash. */
export interface NewInvite {
  readonly id: string;
  readonly token: string;
  /** The page that takes the invite. */
  readonly url: string;
  readonly maxUses: number;
  readonly expiresAt: string;
}

/** An invite that still works, without its token. */
export interface Invite {
  readonly id: string;
  readonly uses: number;
  readonly maxUses: number;
  readonly expiresAt: string;
  readonly createdAt: string;
}

/** Peer circles, their seats and invites: `client.api.circles`. A circle that is not one's own is `not_found`; what only hosts may do is `auth.forbidden` to others. */
export class CirclesApi {
  constructor(private readonly http: Http) {}

  /** Makes a circle of which one is the host. `id.taken` when the id is another member's. */
  create(circle: NewCircle): Promise<Circle> {
    return this.http.send("POST", "/circles", circle);
  }

  /** A page of one's own circles; `next` is that of the page before. */
  list(next?: string): Promise<List<Circle>> {
    return this.http.get("/circles", { next });
  }

  /** One of one's own circles. */
  get(circleId: string): Promise<Circle> {
    return this.http.get(`/circles/${part(circleId)}`);
  }

  /** Hosts. */
  change(circleId: string, change: CircleChange): Promise<Circle> {
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

  /** Hosts: makes an invite. */
  invite(circleId: string, invite: InviteTerms = {}): Promise<NewInvite> {
    return this.http.send("POST", `/circles/${part(circleId)}/invites`, invite);
  }

  /** Hosts: the invites that still work. */
  invites(circleId: string): Promise<Invite[]> {
    return this.http.all(`/circles/${part(circleId)}/invites`, {});
  }

  /** Hosts: it works no longer. */
  withdrawInvite(circleId: string, inviteId: string): Promise<void> {
    return this.http.send("DELETE", `/circles/${part(circleId)}/invites/${part(inviteId)}`);
  }

  /** To which circle an invite leads; signed out too. `not_found` when there is no such invite. */
  readInvite(token: string): Promise<{ readonly circleName: string }> {
    return this.http.get(`/invites/${part(token)}`);
  }

  /** Joins the circle. Who is already in is answered it all the same; else an invite that works no longer is `invite.gone`, a full circle `circle.full`. */
  acceptInvite(token: string): Promise<Circle> {
    return this.http.send("POST", `/invites/${part(token)}/accept`);
  }
}
