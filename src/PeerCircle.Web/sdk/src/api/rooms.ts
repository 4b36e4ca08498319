import type { List } from "../wire.ts";
import { part, type Http } from "./http.ts";

export interface Room {
  readonly id: string;
  readonly conversationId: string;
  readonly name: string;
  readonly topic: string;
  readonly tags?: readonly string[];
  readonly memberCount: number;
  readonly joined: boolean;
  readonly createdAt: string;
}

export interface RoomQuery {
  readonly query?: string | undefined;
  readonly tag?: string | undefined;
  readonly next?: string | undefined;
}

/** Advice rooms. To read one is to have joined it. */
export class RoomsApi {
  constructor(private readonly http: Http) {}

  create(room: { readonly id?: string; readonly name: string; readonly topic: string; readonly tags: readonly string[] }): Promise<Room> {
    return this.http.send("POST", "/rooms", room);
  }

  list(query: RoomQuery = {}, signal?: AbortSignal): Promise<List<Room>> {
    return this.http.get("/rooms", { ...query }, signal);
  }

  get(roomId: string): Promise<Room> {
    return this.http.get(`/rooms/${part(roomId)}`);
  }

  /** The creator. */
  change(roomId: string, change: { readonly name?: string; readonly topic?: string; readonly tags?: readonly string[] }): Promise<Room> {
    return this.http.send("PATCH", `/rooms/${part(roomId)}`, change);
  }

  join(roomId: string): Promise<Room> {
    return this.http.send("POST", `/rooms/${part(roomId)}/join`);
  }

  leave(roomId: string): Promise<void> {
    return this.http.send("POST", `/rooms/${part(roomId)}/leave`);
  }
}
