import { lazy, Suspense, useEffect } from "react";
import { useLocation } from "wouter";
import { useReadable } from "../parts/useReadable.ts";
import { MomentPlace } from "../Goals/Cards/MomentPlace.tsx";
import { texts } from "../texts.ts";
import { useAway } from "./away.ts";
import { Banner } from "./Banner.tsx";
import { Broken } from "./Broken.tsx";
import "./desk.css";
import { useFocusKept } from "./focus.ts";
import { closeLayer, layer } from "./layer.ts";
import { Rail } from "./Rail/Rail.tsx";
import { Routes } from "./Routes.tsx";
import { useShortcuts } from "./Shortcuts/useShortcuts.ts";
import { useUnreadEverywhere } from "./title.ts";
import { useVisibleHeight } from "./visibleHeight.ts";

const loadSwitcher = () => import("./Switcher/Switcher.tsx");
const Switcher = lazy(() => loadSwitcher().then((m) => ({ default: m.Switcher })));
const ShortcutSheet = lazy(() => import("./Shortcuts/ShortcutSheet.tsx").then((m) => ({ default: m.ShortcutSheet })));

/** The rail beside what the address names; on a phone one of the two. */
export function Desk() {
  const [path] = useLocation();
  useShortcuts();
  useFocusKept(path);
  useUnreadEverywhere();
  useVisibleHeight();
  useAway();
  useEffect(() => closeLayer, []);
  useEffect(() => {
    const timer = setTimeout(() => void loadSwitcher().catch(() => undefined), 2_000); // Before it is asked for, after what is looked at.
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={path === "/" ? "app at-list" : "app"}>
      <a className="skip" href="#main">
        {texts.conversations.skip}
      </a>
      <Rail />
      <Broken place={path}>
        <Routes />
      </Broken>
      <Banner />
      <MomentPlace />
      <Suspense>
        <Layer />
      </Suspense>
    </div>
  );
}

function Layer() {
  const name = useReadable(layer);
  switch (name) {
    case undefined:
      return null;
    case "shortcuts":
      return <ShortcutSheet onClose={closeLayer} />;
    default:
      return <Switcher key={name} of={name} onClose={closeLayer} />;
  }
}
