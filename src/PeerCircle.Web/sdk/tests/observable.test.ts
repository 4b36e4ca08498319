import { describe, expect, test } from "vitest";
import { Observable, until } from "../src/observable.ts";

describe("until", () => {
  test("resolves with the present value, or with the first that comes", async () => {
    const number = new Observable(1);
    expect(await until(number, (value) => value === 1)).toBe(1);
    const later = until(number, (value) => value > 2);
    number.set(2);
    number.set(3);
    number.set(4);
    expect(await later).toBe(3);
  });

  test("gives up with the reason it is given", async () => {
    const number = new Observable(1);
    const patience = new AbortController();
    const never = until(number, (value) => value === 2, patience.signal);
    patience.abort(new Error("enough"));
    await expect(never).rejects.toThrow("enough");
    await expect(until(number, (value) => value === 1, patience.signal)).rejects.toThrow("enough");
  });
});
