import { describe, expect, it } from "vitest";
import { dayText } from "../src/parts/times.ts";

describe("the name of a day", () => {
  const today = new Date(2026, 2, 30).toDateString();
  const at = (year: number, month: number, day: number, hour = 12) => new Date(year, month, day, hour).toISOString();

  it("is said as one says it, whatever the hour", () => {
    expect(dayText(at(2026, 2, 30, 0), today)).toBe("Today");
    expect(dayText(at(2026, 2, 30, 23), today)).toBe("Today");
    expect(dayText(at(2026, 2, 29, 0), today)).toBe("Yesterday");
  });

  it("has its year when that is another", () => {
    expect(dayText(at(2026, 2, 28), today)).not.toContain("2026");
    expect(dayText(at(2025, 2, 30), today)).toContain("2025");
  });

  it("is a day that is to come where a clock is ahead", () => {
    expect(dayText(at(2026, 2, 31), today)).toContain("31");
  });
});
