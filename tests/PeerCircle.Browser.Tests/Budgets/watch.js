// Notes how long what one does takes until it is drawn, and what holds the page up. Put into the page before any of its own scripts.
(() => {
  const noted = { keys: [], own: [], arrived: [], tasks: [], moved: 0, largest: 0 };
  window.noted = noted;

  /** Calls back when what has been done by now is on the screen. */
  const drawn = (callback) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = callback;
      port2.postMessage(null);
    });
  window.drawn = () => new Promise((resolve) => drawn(resolve));

  const words = () => [...document.querySelectorAll("main article .words")].map((element) => element.textContent);

  addEventListener(
    "keydown",
    (event) => {
      const from = event.timeStamp;
      if (!(event.target instanceof HTMLTextAreaElement)) return;
      if (event.key !== "Enter") return;
      const said = event.target.value;
      const look = () => {
        if (!words().includes(said)) return false;
        drawn(() => noted.own.push(performance.now() - from));
        return true;
      };
      queueMicrotask(() => {
        if (look()) return;
        const watcher = new MutationObserver(() => look() && watcher.disconnect());
        watcher.observe(document, { childList: true, subtree: true, characterData: true });
      });
    },
    true,
  );

  /** When a message that tells its time of sending was drawn here, by a clock that all pages of this machine share. */
  window.watchArrivals = (mark) => {
    const seen = new Set();
    new MutationObserver(() => {
      for (const text of words()) {
        if (!text.startsWith(mark) || seen.has(text)) continue;
        seen.add(text);
        drawn(() => noted.arrived.push(performance.timeOrigin + performance.now() - Number(text.slice(mark.length).split(" ")[0])));
      }
    }).observe(document, { childList: true, subtree: true, characterData: true });
  };

  /** Opens a conversation from the list, and says how long it took to stand there. */
  window.openFromList = async (id, title) => {
    const from = performance.now();
    document.querySelector(`nav a[href="/c/${id}"]`).click();
    const stands = () => document.querySelector(`main [role=log][aria-label="Messages in ${title}"][aria-busy=false] article .words`) !== null;
    while (!stands()) await new Promise((resolve) => setTimeout(resolve));
    await window.drawn();
    return performance.now() - from;
  };

  // The browser's own measure of an event until the frame that shows it, in steps of 8 ms; the quickest are not told. A message posted in a frame says nothing here: while
  // keys come one after the other they go before it, however many frames have been drawn meanwhile.
  new PerformanceObserver((list) => noted.keys.push(...list.getEntries().filter(({ name, target }) => name === "keydown" && target instanceof HTMLTextAreaElement).map(({ duration }) => duration))).observe({
    type: "event",
    durationThreshold: 16,
  });
  new PerformanceObserver((list) => noted.tasks.push(...list.getEntries().map((task) => task.duration))).observe({ type: "longtask", buffered: true });
  new PerformanceObserver((list) => (noted.largest = list.getEntries().at(-1).startTime)).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) if (!shift.hadRecentInput) noted.moved += shift.value;
  }).observe({ type: "layout-shift", buffered: true });
})();
