import { texts } from "../texts.ts";

const list = new Intl.ListFormat("en", { type: "conjunction" });

/** "Ada, Ben and 3 others"; `count` = how many there are in all, when more than are named. */
export function namesText(names: readonly string[], count = names.length, most = 6): string {
  const shown = names.slice(0, most);
  const others = count - shown.length;
  return list.format(others > 0 ? [...shown, texts.messages.others(others)] : shown);
}
