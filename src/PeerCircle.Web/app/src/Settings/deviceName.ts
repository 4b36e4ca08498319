import type { Session } from "@peercircle/sdk";
import { settings } from "../texts/settings.ts";

export interface Device {
  readonly name: string;
  readonly kind: "computer" | "phone" | "program";
}

/** By the sign each browser puts into its user agent; the ones that also carry another's sign come first. */
const browsers = [
  [/\bEdg(?:e|A|iOS)?\//u, "Edge"],
  [/\b(?:OPR|Opera)\//u, "Opera"],
  [/\bSamsungBrowser\//u, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\//u, "Firefox"],
  [/\b(?:Chrome|CriOS|HeadlessChrome|Chromium)\//u, "Chrome"],
  [/\bVersion\/\S+ (?:Mobile\/\S+ )?Safari\//u, "Safari"],
] as const;

const systems = [
  [/\biPhone\b/u, "iPhone"],
  [/\biPad\b/u, "iPad"],
  [/\bAndroid\b/u, "Android"],
  [/\bWindows\b/u, "Windows"],
  [/\bCrOS\b/u, "ChromeOS"],
  [/\bMac OS X\b|\bMacintosh\b/u, "Mac"],
  [/\bLinux\b/u, "Linux"],
] as const;

/** What a person would call the device of a session. */
export function deviceOf({ userAgent = "", kind }: Pick<Session, "userAgent" | "kind">): Device {
  const browser = nameIn(browsers, userAgent);
  const system = nameIn(systems, userAgent);
  if (browser === undefined || kind === "token") {
    const product = /^[^\s/()]{1,40}/u.exec(userAgent)?.[0];
    if (product === undefined) return { name: settings.unknownDevice, kind: "program" };
    if (kind === "token") return { name: settings.program(product), kind: "program" };
  }
  const name = browser !== undefined && system !== undefined ? settings.on(browser, system) : (browser ?? system ?? settings.unknownDevice);
  return { name, kind: /\biPhone\b|\bAndroid\b.*\bMobile\b/u.test(userAgent) ? "phone" : "computer" };
}

function nameIn(table: readonly (readonly [RegExp, string])[], text: string): string | undefined {
  return table.find(([sign]) => sign.test(text))?.[1];
}
