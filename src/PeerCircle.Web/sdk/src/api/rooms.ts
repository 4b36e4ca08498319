import type { List } from "../wire.ts";
import { part, type Http } from "./http.ts";

/** An open room, as everybody sees it. */
export interface Room {
  readonly id: string;
  /** Where it talks; readable once joined. */
  readonly conversationId: string;
  /** 1–80 characters. */
  readonly name: string;
  /** At most 200 characters. */
  readonly topic: string;
  /** At most 8 of 1–30 characters; absent when there are none. */
  readonly tags?: readonly string[];
  readonly memberCount: number;
  /** Whether one takes part oneself. */
  readonly joined: boolean;
  readonly createdAt: string;
}

/** A room to be made. `id` (of `newId`) makes a repeated call answer the same room. */
export interface NewRoom {
  readonly id?: string;
  readonly name: string;
  readonly topic: string;
  readonly tags: readonly string[];
}

/** What is left out stays as it is; `tags` are replaced as a whole. */
export interface RoomChange {
  readonly name?: string;
  readonly topic?: string;
  readonly tags?: readonly string[];
}

/** Which rooms to list; left out, all of them. */
export interface RoomQuery {
  /** Every word begins a word of name, topic or tags; case and accents are ignored. */
  readonly query?: string | undefined;
  readonly tag?: string | undefined;
  /** Of the page before. */
  readonly next?: string | undefined;
  /** 50 when left out, 100 at most. */
  readonly limit?: number | undefined;
}

/** Advice rooms, open to every member: `client.api.rooms`. To read one is to have joined it. */
export class RoomsApi {
  constructor(private readonly http: Http) {}

  /** Makes a room and joins it. `id.taken` when the id is another member's. */
  create(room: NewRoom): Promise<Room> {
    return this.http.send("POST", "/rooms", room);
  }

  /** A page of rooms. */
  list(query: RoomQuery = {}, signal?: AbortSignal): Promise<List<Room>> {
    return this.http.get("/rooms", { ...query }, signal);
  }

  /** One room, joined or not. */
  get(roomId: string): Promise<Room> {
    return this.http.get(`/rooms/${part(roomId)}`);
  }

  /** For its creator. */
  change(roomId: string, change: RoomChange): Promise<Room> {
    return this.http.send("PATCH", `/rooms/${part(roomId)}`, change);
  }

  /** Takes part; again changes nothing. */
  join(roomId: string): Promise<Room> {
    return this.http.send("POST", `/rooms/${part(roomId)}/join`);
  }

  /** Takes part no longer; also when one did not. */
  leave(roomId: string): Promise<void> {
    return this.http.send("POST", `/rooms/${part(roomId)}/leave`);
  }
}
