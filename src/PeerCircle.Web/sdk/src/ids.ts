import { v7 } from "uuid";

/** A new id, UUIDv7, for what one creates: sent again with the same id it is created once. */
export function newId(): string {
  return v7();
}
