// Opens the page without a network: what the build made is kept on the device. What members read and write never is; the page itself keeps that, for its member alone.
// The build puts in what there is to keep (offline/plugin.mjs).
const version = "__VERSION__";
const files = __FILES__;

const prefix = "peercircle-shell-";
const current = prefix + version;
const page = "/index.html";
const patienceMs = 5_000;

self.addEventListener("install", (event) => {
  event.waitUntil(Promise.all([pass(event), keep()]).then(() => self.skipWaiting()));
});

// The version before stays kept: pages of it may still be open and ask for their parts, which the server no longer has.
self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith(prefix) && name !== current).slice(0, -1))
      .then((outdated) => Promise.all(outdated.map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || isLive(url.pathname)) return;
  if (request.mode === "navigate") event.respondWith(newest(request));
  else if (url.pathname.startsWith("/assets/")) event.respondWith(kept(request));
  else if (files.includes(url.pathname)) event.respondWith(kept(request, current));
});

/** Where the browser can, what is the server's alone goes there without waking this worker: sooner, and also from a page that is being left. */
async function pass(event) {
  await event.addRoutes?.({ condition: { urlPattern: "/api/*" }, source: "network" });
}

/** What the server answers anew each time. */
function isLive(path) {
  return /^\/(?:api|hubs|health|openapi)(?:\/|$)/.test(path) || path === "/sw.js";
}

/** Files named by their content need not be fetched twice. */
async function keep() {
  const cache = await caches.open(current);
  await Promise.all(
    files.map(async (file) => {
      const known = file.startsWith("/assets/") ? await caches.match(file) : undefined;
      const response = known ?? (await fetch(file, { cache: "no-cache" }));
      if (!response.ok) throw new Error(`${file}: ${response.status}`);
      await cache.put(file, response);
    }),
  );
}

/** The page as the server has it; as it is kept where the server cannot be reached, does not answer in time, or is not itself. */
async function newest(request) {
  const saved = async () => (await caches.open(current)).match(page);
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), patienceMs);
  try {
    const response = await fetch(request, { signal: patience.signal });
    return response.status >= 500 ? ((await saved()) ?? response) : response;
  } catch (error) {
    const response = await saved();
    if (response === undefined) throw error;
    return response;
  } finally {
    clearTimeout(timer);
  }
}

async function kept(request, name) {
  const found = await caches.match(request, name === undefined ? {} : { cacheName: name });
  if (found !== undefined) return found;
  const response = await fetch(request);
  if (response.ok) await (await caches.open(current)).put(request, response.clone());
  return response;
}
