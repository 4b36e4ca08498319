const key = "peercircle.reloadedAt";
const patienceMs = 60_000;

/**
 * A page that was open while the server got a new version asks for parts that are no longer there: it is loaded anew, once. Without a server there would be nothing to load;
 * the part then counts as failed. Drafts, posts that wait and the address outlive this.
 */
export function reloadWhenOutdated(): void {
  window.addEventListener("vite:preloadError", (event) => {
    if (wasReloaded()) return;
    event.preventDefault();
    fetch("/", { method: "HEAD", cache: "no-store" }).then(
      ({ ok }) => {
        if (!ok) return;
        note();
        location.reload();
      },
      () => undefined,
    );
  });
}

function wasReloaded(): boolean {
  try {
    return Date.now() - Number(sessionStorage.getItem(key) ?? 0) < patienceMs;
  } catch {
    return true; // Nothing could be noted, and it must not go round in circles.
  }
}

function note(): void {
  try {
    sessionStorage.setItem(key, String(Date.now()));
  } catch {
    // Was readable a moment ago.
  }
}
