import { describe, expect, test } from "vitest";
import { rank, type Candidate } from "../src/Shell/Switcher/ranking.ts";

function place(name: string, more: Partial<Candidate> = {}): Candidate {
  return { id: name, name, unread: 0, at: 0, ...more };
}

function found(query: string, ...candidates: readonly Candidate[]): string[] {
  return rank(query, candidates, 20).map(({ name }) => name);
}

describe("nothing typed", () => {
  test("shows what is unread first, each by recency", () => {
    const all = [place("old unread", { unread: 1, at: 1 }), place("newest", { at: 9 }), place("new unread", { unread: 40, at: 5 }), place("older", { at: 2 })];
    expect(found("", ...all)).toEqual(["new unread", "old unread", "newest", "older"]);
    expect(found("   ", ...all)).toHaveLength(4);
  });
});

describe("what was typed", () => {
  test("is found as letters in order, not only as they stand together", () => {
    expect(found("xdg", place("xd-general"), place("general xd"), place("xylophone"))).toEqual(["xd-general"]);
    expect(found("gdx", place("xd-general"))).toEqual([]);
  });

  test("finds beginnings of words before letters inside of them", () => {
    expect(found("hs", place("Whisper"), place("Harbour Seven"))).toEqual(["Harbour Seven", "Whisper"]);
    expect(found("lead", place("Mislead me"), place("First-time leads"))).toEqual(["First-time leads", "Mislead me"]);
  });

  test("finds letters in a row before scattered ones", () => {
    expect(found("money", place("Many more honey"), place("Slow money"))[0]).toBe("Slow money");
  });

  test("takes the shorter of two that begin alike, and the exact name before all", () => {
    expect(found("hiring", place("Hiring and growing teams"), place("Hiring"))).toEqual(["Hiring", "Hiring and growing teams"]);
    expect(found("ada", place("Adamantly unread", { unread: 9, at: 9 }), place("Ada"))[0]).toBe("Ada");
  });

  test("minds neither case nor accents", () => {
    expect(found("sorensen", place("Ingrid Sörensen"))).toHaveLength(1);
    expect(found("LÉA", place("Lea Fontaine"))).toHaveLength(1);
  });

  test("takes words in any order", () => {
    expect(found("okoye ben", place("Ben Okoye"), place("Ben Alder"))).toEqual(["Ben Okoye"]);
  });

  test("finds by other words too, after names", () => {
    expect(found("energy", place("Mei-Lin Zhao", { also: "Energy, Brightwater" }), place("Energy circle"))).toEqual(["Energy circle", "Mei-Lin Zhao"]);
  });

  test("puts what is unread, then what is recent first among equals", () => {
    const all = [place("Team one", { at: 100 }), place("Team two", { at: 99, unread: 2 }), place("Team six", { at: 10 })];
    expect(found("team", ...all)).toEqual(["Team two", "Team one", "Team six"]);
  });

  test("answers at most as many as asked for", () => {
    expect(rank("a", Array.from({ length: 50 }, (_, i) => place(`a${i}`)), 12)).toHaveLength(12);
  });
});
