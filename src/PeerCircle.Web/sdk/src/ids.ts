import { v7 } from "uuid";

/** A new id, UUIDv7, for what one creates: sent again with the same id it is created once. */
export function newId(): string {
  return v7();
}

const timeDigits = 12;

/** When an id of `newId` was made, in milliseconds since 1970. */
export function timeOfId(id: string): number {
  return Number.parseInt(id.replaceAll("-", "").slice(0, timeDigits), 16);
}
