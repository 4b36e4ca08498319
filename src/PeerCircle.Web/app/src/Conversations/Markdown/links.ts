const schemes = ["http:", "https:", "mailto:"];
const looksLikeAddress = /^(?:https?:\/\/|www\.)\S+$/iu;

/** Where a link may lead, or undefined: other schemes run things, and a text that names another host than its address is a trap. */
export function safeAddress(href: string, text: string): string | undefined {
  const url = parsed(href);
  if (url === undefined || !schemes.includes(url.protocol)) return undefined;
  if (!looksLikeAddress.test(text.trim())) return url.href;
  const named = parsed(/^www\./iu.test(text.trim()) ? `http://${text.trim()}` : text.trim());
  return named?.host === url.host ? url.href : undefined;
}

function parsed(href: string): URL | undefined {
  return URL.canParse(href) ? new URL(href) : undefined;
}
