import { useLocation } from "wouter";
import { texts } from "../texts.ts";
import { Banner } from "./Banner.tsx";
import { Rail } from "./Rail.tsx";
import { Routes } from "./Routes.tsx";

/** The rail beside what the address names; on a phone one of the two. */
export function Desk() {
  const [path] = useLocation();
  return (
    <div className={path === "/" ? "app at-list" : "app"}>
      <a className="skip" href="#main">
        {texts.conversations.skip}
      </a>
      <Rail />
      <Banner />
      <Routes />
    </div>
  );
}
