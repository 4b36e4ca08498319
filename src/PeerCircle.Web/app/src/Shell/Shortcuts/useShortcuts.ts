import { useEffect } from "react";
import { useSession } from "../../Accounts/SessionContext.ts";
import { switchTheme } from "../Appearance/theme.ts";
import { wantFocus } from "../focus.ts";
import { closeLayer, layer, openLayer } from "../layer.ts";
import { closePanel, navigate } from "../history.ts";
import { shortcutOf, type Shortcut } from "./keys.ts";
import { hop } from "./landmarks.ts";
import { neighbour } from "./neighbour.ts";

/** The keys that work everywhere. Whoever is nearer to the keys and takes one prevents its default. */
export function useShortcuts(): void {
  const { client } = useSession();
  useEffect(() => {
    function walk(step: 1 | -1, unreadOnly: boolean): void {
      const present = /^\/c\/([^/]+)/u.exec(location.pathname)?.[1];
      const row = neighbour(client.conversations.getSnapshot().rows, present, step, unreadOnly);
      if (row === undefined) return;
      wantFocus(`/c/${row.id}`);
      navigate(`/c/${row.id}`);
    }

    function act(shortcut: Shortcut): void {
      switch (shortcut) {
        case "switch": return layer.getSnapshot() === "switcher" ? closeLayer() : openLayer("switcher");
        case "help": return layer.getSnapshot() === "shortcuts" ? closeLayer() : openLayer("shortcuts");
        case "theme": return switchTheme();
        case "next": return walk(1, false);
        case "previous": return walk(-1, false);
        case "nextUnread": return walk(1, true);
        case "previousUnread": return walk(-1, true);
        case "hop": return hop(1);
        case "hopBack": return hop(-1);
        case "close": return closePanel();
      }
    }

    function onKeyDown(event: KeyboardEvent): void {
      const shortcut = event.defaultPrevented ? undefined : shortcutOf(event);
      if (shortcut === undefined || isCovered(shortcut)) return;
      if (shortcut !== "close") event.preventDefault();
      act(shortcut);
    }

    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [client]);
}

/** Under a dialog nothing moves; its own key closes it again. */
function isCovered(shortcut: Shortcut): boolean {
  if (shortcut === "theme") return false;
  const own = shortcut === "switch" ? "switcher" : shortcut === "help" ? "shortcuts" : undefined;
  return document.querySelector("dialog[open]") !== null && (own === undefined || layer.getSnapshot() !== own);
}
