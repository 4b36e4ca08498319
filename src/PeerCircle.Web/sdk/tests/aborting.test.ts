import { expect, test } from "vitest";
import { Api } from "../src/index.ts";

test("a request that is aborted rejects with the reason given, and one that gets no answer with another", async () => {
  const hanging = ((_: string, { signal }: RequestInit) => new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(new TypeError("aborted"))))) as unknown as typeof fetch;
  const stop = new AbortController();
  const asked = new Api({ url: "https://peers.example", fetch: hanging }).accounts.me(stop.signal);
  const reason = new Error("enough");
  stop.abort(reason);
  await expect(asked).rejects.toBe(reason);
  const broken = (() => Promise.reject(new TypeError("no network"))) as unknown as typeof fetch;
  await expect(new Api({ url: "https://peers.example", fetch: broken }).accounts.me(stop.signal)).rejects.toBe(reason);
  await expect(new Api({ url: "https://peers.example", fetch: broken }).accounts.me()).rejects.toMatchObject({ code: "network.failed" });
});
