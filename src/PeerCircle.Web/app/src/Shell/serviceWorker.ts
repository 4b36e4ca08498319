/** What browsers with Trusted Types ask of an address that becomes a script; the server's policy knows this one name. */
interface TrustedTypes {
  createPolicy(name: "service-worker", rules: { createScriptURL(address: string): string }): { createScriptURL(address: string): string };
}

const address = "/sw.js";

/** Keeps the built page on the device, so that it opens without a network. Only where the browser allows it: over https or on this very machine. */
export function keepPageOffline(): void {
  if (!import.meta.env.PROD || !window.isSecureContext || !("serviceWorker" in navigator)) return;
  const register = () => void navigator.serviceWorker.register(trusted(), { updateViaCache: "none" }).catch(() => undefined); // Refused: the page works as before.
  if (document.readyState === "complete") register();
  else window.addEventListener("load", register, { once: true });
}

function trusted(): string {
  const { trustedTypes } = window as { readonly trustedTypes?: TrustedTypes };
  // Whatever is asked for, this is the only script there is to make.
  return trustedTypes?.createPolicy("service-worker", { createScriptURL: () => address }).createScriptURL(address) ?? address;
}
