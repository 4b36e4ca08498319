import { expect, test } from "vitest";
import { navigate } from "../src/Shell/history.ts";

test("gone to twice, a place is one step, and the way back from it stays known", () => {
  navigate("/goals/1");
  const before = history.length;
  navigate("/goals/1?do=edit");
  navigate("/goals/1?do=edit");
  expect(history.length).toBe(before + 1);
  expect(history.state).toEqual({ from: "/goals/1" });
  navigate("/goals/1");
  expect(history.length).toBe(before + 2);
});
