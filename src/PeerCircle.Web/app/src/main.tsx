import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";
import { keepTheme } from "./Shell/Appearance/theme.ts";
import { reloadWhenOutdated } from "./Shell/freshness.ts";
import { keepPageOffline } from "./Shell/serviceWorker.ts";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/conversation.css";
import "./styles/pages.css";
import "./styles/floating.css";
import "./styles/phone.css";

reloadWhenOutdated();
keepTheme();
keepPageOffline();

const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
