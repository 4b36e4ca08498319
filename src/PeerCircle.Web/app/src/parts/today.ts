import { Observable } from "@peercircle/sdk";
import { useReadable } from "./useReadable.ts";

const today = new Observable<string>(new Date().toDateString());
let timer: ReturnType<typeof setTimeout>;

/** A machine that slept hears nothing of midnight until it is looked at again. */
function look(): void {
  const now = new Date();
  today.set(now.toDateString());
  clearTimeout(timer);
  timer = setTimeout(look, new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime() - now.getTime() + 50);
}

look();
document.addEventListener("visibilitychange", look);

/** The day it is; what shows "today" is drawn anew when it is over. */
export function useToday(): string {
  return useReadable(today);
}
