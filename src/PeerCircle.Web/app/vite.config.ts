import react from "@vitejs/plugin-react";
import { defaultClientConditions, defineConfig } from "vite";
import { offline } from "./offline/plugin.mjs";

declare const process: { readonly env: Readonly<Record<string, string | undefined>> };

const server = process.env["PEERCIRCLE_SERVER"] ?? "http://localhost:5080";

const desk = /[\\/]Shell[\\/]Desk\.tsx$/;
const wayToTheHub = /[\\/]@microsoft[\\/]signalr[\\/]/;

/** Whether a module comes with the desk in any case: the desk imports it, itself or over others, or opens it at once. */
function isOfTheDesk(id: string, importersOf: (id: string) => readonly string[]): boolean {
  const seen = new Set([id]);
  for (const module of seen) {
    if (desk.test(module) || wayToTheHub.test(module)) return true;
    for (const importer of importersOf(module)) seen.add(importer);
  }
  return false;
}

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
            { name: (id, modules) => (isOfTheDesk(id, (module) => modules.getModuleInfo(module)?.importers ?? []) ? "desk" : null) },
          ],
        },
      },
    },
  },
  // The host stays the page's own, which the server compares with the origin.
  server: { proxy: { "/api": { target: server }, "/hubs": { target: server, ws: true } } },
});
