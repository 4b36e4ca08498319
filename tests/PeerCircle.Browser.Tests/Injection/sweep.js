// Walks through places of the page without loading it anew, and says what is in them that text cannot make.
async (told) => {
  const deadlineMs = 30_000;
  const addresses = new Set(["href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcset", "background", "ping", "manifest", "cite", "longdesc"]);
  const never = new Set(["style", "iframe", "frame", "object", "embed", "base", "portal", "foreignobject", "use", "animate", "set", "math", "audio", "video", "area", "applet", "plaintext", "marquee"]);
  const found = [];
  let links = 0;

  function faultsOf(element) {
    const faults = [];
    const name = element.localName.toLowerCase();
    if (never.has(name) || (name.includes("-") && !customElements.get(name))) faults.push("an element of its kind");
    if (name === "script" && (element.textContent !== "" || new URL(element.src).origin !== location.origin)) faults.push("a script");
    if (name === "meta" && element.httpEquiv !== "") faults.push("an order to the browser");
    for (const { name: raw, value } of element.attributes) {
      const attribute = raw.toLowerCase();
      if (attribute.startsWith("on") || attribute === "srcdoc" || /^(?:v-|ng-|x-|:|@)/u.test(attribute)) faults.push(`attribute ${attribute}`);
      if (attribute === "style" && /url\(|expression|-binding|@import/iu.test(value)) faults.push("a style that loads");
      if (!addresses.has(attribute)) continue;
      const url = new URL(value, document.baseURI);
      if (name === "a" ? !["http:", "https:", "mailto:"].includes(url.protocol) : url.origin !== location.origin) faults.push(`${attribute} ${value}`);
    }
    if (name === "a" && /^https?:$/u.test(element.protocol) && element.origin !== location.origin) {
      links++;
      if (!["noopener", "noreferrer"].every((word) => element.relList.contains(word))) faults.push("a link outside without noopener noreferrer");
    }
    return faults.map((fault) => `${fault}: ${element.outerHTML.slice(0, 200)}`);
  }

  function* all(root) {
    for (const element of root.querySelectorAll("*")) {
      yield element;
      if (element.shadowRoot) yield* all(element.shadowRoot);
    }
  }

  function missing({ texts, elements }) {
    const shown = [...document.querySelectorAll("main, aside, dialog")].map((place) => place.textContent).join("\n");
    return [...texts.filter((text) => !shown.includes(text)), ...elements.filter((selector) => document.querySelector(selector) === null)];
  }

  for (const step of JSON.parse(told)) {
    if (step.path !== null) history.pushState(null, "", step.path);
    const deadline = performance.now() + deadlineMs;
    while (missing(step).length > 0 && performance.now() < deadline) await new Promise((drawn) => setTimeout(drawn));
    const lacks = missing(step);
    if (lacks.length > 0) return JSON.stringify({ found: [...found, `${step.path} does not show ${JSON.stringify(lacks)} but ${document.querySelector("main")?.textContent.slice(0, 300)}`], links });
    for (const element of all(document)) found.push(...faultsOf(element).map((fault) => `${step.path}: ${fault}`));
  }
  return JSON.stringify({ found: [...new Set(found)], links });
};
