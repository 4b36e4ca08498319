import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { awayMs, restMs, whenAway } from "../src/Shell/away.ts";

let isAway = false;
let stop = () => {};

function isHidden(hidden: boolean): void {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue(hidden ? "hidden" : "visible");
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
}

describe("away", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    isAway = false;
    stop = whenAway((next) => (isAway = next));
  });
  afterEach(() => {
    stop();
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  it("is whoever did nothing for five minutes, until the first sign of life", () => {
    vi.advanceTimersByTime(awayMs - 1);
    expect(isAway).toBe(false);
    vi.advanceTimersByTime(1);
    expect(isAway).toBe(true);
    document.body.dispatchEvent(new Event("pointermove"));
    expect(isAway).toBe(false);
    vi.advanceTimersByTime(awayMs);
    expect(isAway).toBe(true);
  });

  it("is nobody who does something, whatever else takes the event", () => {
    document.body.addEventListener("keydown", (event) => event.stopPropagation(), { once: true });
    vi.advanceTimersByTime(awayMs - 1);
    document.body.dispatchEvent(new Event("keydown"));
    vi.advanceTimersByTime(awayMs - 1);
    expect(isAway).toBe(false);
  });

  it("is whoever looks elsewhere for so long, and not any more once they look here", () => {
    vi.advanceTimersByTime(awayMs / 2);
    isHidden(true);
    vi.advanceTimersByTime(awayMs / 2);
    expect(isAway).toBe(true);
    isHidden(false);
    expect(isAway).toBe(false);
  });

  it("is not listened for again at once after a sign of life, nor at all in the end", () => {
    const listening = vi.spyOn(window, "addEventListener");
    vi.advanceTimersByTime(restMs);
    document.body.dispatchEvent(new Event("wheel"));
    listening.mockClear();
    vi.advanceTimersByTime(restMs - 1);
    expect(listening).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(listening).toHaveBeenCalled();
    stop();
    document.body.dispatchEvent(new Event("wheel"));
    expect(vi.getTimerCount()).toBe(0);
  });
});
