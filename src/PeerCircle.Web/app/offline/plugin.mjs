import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** Asked for by a few, and large: kept once it was asked for. */
const onDemand = /emoji.*\.json$/u;

/** Writes `sw.js` with the names of all that the build made; it is another one whenever any of them is. */
export function offline() {
  let root = "";
  return {
    name: "offline",
    apply: "build",
    enforce: "post",
    configResolved(config) {
      root = config.root;
    },
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const made = Object.values(bundle).map((part) => ({ name: part.fileName, content: part.type === "chunk" ? part.code : part.source }));
        const all = [...made, ...publicFiles(join(root, "public"))].filter(({ name }) => !onDemand.test(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
        const worker = readFileSync(join(root, "offline/serviceWorker.js"), "utf8");
        const hash = createHash("sha256").update(worker);
        for (const { name, content } of all) hash.update(name).update(content);
        const source = worker.replace("__VERSION__", hash.digest("hex").slice(0, 12)).replace("__FILES__", () => JSON.stringify(all.map(({ name }) => `/${name}`)));
        this.emitFile({ type: "asset", fileName: "sw.js", source });
      },
    },
  };
}

function publicFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ name: relative(folder, file).replaceAll(sep, "/"), content: readFileSync(file) }));
}
