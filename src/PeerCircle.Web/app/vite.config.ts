import react from "@vitejs/plugin-react";
import { defaultClientConditions, defineConfig } from "vite";
import { offline } from "./offline/plugin.mjs";

declare const process: { readonly env: Readonly<Record<string, string | undefined>> };

const server = process.env["PEERCIRCLE_SERVER"] ?? "http://localhost:5080";

export default defineConfig({
  plugins: [react(), offline()],
  // The SDK as it is written: it needs no build of its own before the page's.
  resolve: { conditions: ["@peercircle/source", ...defaultClientConditions] },
  // The policy of the server allows no data: addresses, so that every asset is a file.
  build: {
    outDir: process.env["PEERCIRCLE_WEB_OUT"] ?? "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What every page needs, and what every talk needs, in one piece each: else a dozen requests of a few hundred bytes.
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: "base", tags: ["$initial"] },
            { name: "talk", test: /node_modules[\\/](marked|emoji-picker-element-data)[\\/]|[\\/]Markdown[\\/]|[\\/]Emoji[\\/](picking|emojiData)|[\\/]parts[\\/](times|today|Dialog)\.tsx?$/ },
          ],
        },
      },
    },
  },
  // The host stays the page's own, which the server compares with the origin.
  server: { proxy: { "/api": { target: server }, "/hubs": { target: server, ws: true } } },
});
