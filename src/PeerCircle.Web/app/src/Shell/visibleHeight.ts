import { useEffect } from "react";

/** Where the touch keyboard lies over the page instead of making it smaller (Safari), the page ends above the keyboard by itself. */
export function useVisibleHeight(): void {
  useEffect(() => {
    const view = window.visualViewport;
    if (view === null) return;
    const root = document.documentElement;
    const fit = () => {
      const isCovered = view.scale === 1 && window.innerHeight - view.height > 1;
      if (isCovered) root.style.setProperty("--visible", `${view.height}px`);
      else root.style.removeProperty("--visible");
      if (isCovered) window.scrollTo(0, 0); // Safari pushes the page up to show the field, which is in sight already.
    };
    view.addEventListener("resize", fit);
    return () => {
      view.removeEventListener("resize", fit);
      root.style.removeProperty("--visible");
    };
  }, []);
}
