import { lazy, Suspense, useState } from "react";
import { Icon } from "../../parts/Icon.tsx";
import { texts } from "../../texts.ts";

const NewMenu = lazy(() => import("./NewMenu.tsx").then(({ NewMenu: component }) => ({ default: component })));

/** The plus at the head of the rail. */
export function Begin() {
  const [isWanted, setWanted] = useState(false);
  const plus = (
    <button type="button" className="button quiet square" aria-label={texts.shell.begin} aria-haspopup="menu" aria-expanded="false" onClick={() => setWanted(true)}>
      <Icon name="plus" />
    </button>
  );
  return isWanted ? <Suspense fallback={plus}><NewMenu /></Suspense> : plus;
}
