import { Observable } from "@peercircle/sdk";

/** What the keyboard lays over the page, one at a time: everything to go to, people to write to, or the sheet of shortcuts. */
export type Layer = "switcher" | "people" | "shortcuts";

export const layer = new Observable<Layer | undefined>(undefined);

export function openLayer(name: Layer): void {
  layer.set(name);
}

export function closeLayer(): void {
  layer.set(undefined);
}
