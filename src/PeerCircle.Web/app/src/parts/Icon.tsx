import type { ReactNode } from "react";

const paths = {
  back: <path d="M14.5 5.5 8 12l6.5 6.5" />,
  latest: <path d="M12 5v13.5M5.8 12.6 12 18.8l6.2-6.2" />,
  close: <path d="m6.5 6.5 11 11m0-11-11 11" />,
  plus: <path d="M12 5.5v13M5.5 12h13" />,
  send: <path d="M12 19V5.5M6.2 11 12 5.2l5.8 5.8" />,
  people: (
    <>
      <circle cx="9" cy="8.8" r="3.3" />
      <path d="M3.2 19c.4-3.6 2.7-5.4 5.8-5.4s5.4 1.8 5.8 5.4M15.6 5.8a3.3 3.3 0 0 1 0 6.2m1.8 2.2c2 .7 3.1 2.3 3.4 4.8" />
    </>
  ),
  room: (
    <>
      <path d="M5 5.5h14v10.7h-7.6L7.2 19.8v-3.6H5z" />
      <path d="M9 9.4h6M9 12.4h3.6" />
    </>
  ),
  wins: (
    <>
      <circle cx="12" cy="12" r="3.6" />
      <path d="M12 3.6v2.2m0 12.4v2.2M3.6 12h2.2m12.4 0h2.2M6 6l1.6 1.6m8.8 8.8L18 18M6 18l1.6-1.6m8.8-8.8L18 6" />
    </>
  ),
  clock: (
    <>
      <circle cx="12" cy="12" r="8" />
      <path d="M12 7.5V12l3 2.2" />
    </>
  ),
  warning: (
    <>
      <path d="M12 4.8 20.3 19H3.7z" />
      <path d="M12 10.2v4m0 2.2v.3" />
    </>
  ),
  emoji: (
    <>
      <circle cx="12" cy="12" r="8" />
      <path d="M8.7 14.2c1.7 2.3 4.9 2.3 6.6 0M9.3 9.7v.4m5.4-.4v.4" />
    </>
  ),
  at: (
    <>
      <circle cx="12" cy="12" r="3.4" />
      <path d="M15.4 8.8v4.4c0 3.2 4.4 2.6 4.4-1.4a7.8 7.8 0 1 0-3.2 6.4" />
    </>
  ),
  reply: <path d="M10 6 4.5 11.5 10 17m-5-5.5h8.5c3.6 0 6 2 6 6.5" />,
  edit: <path d="M5 19h3.2L18.5 8.7l-3.2-3.2L5 15.8z" />,
  trash: <path d="M5 7.5h14m-9-3h4M7 7.5 8 19.5h8l1-12" />,
  down: <path d="m6 9.5 6 6 6-6" />,
  check: <path d="m5.5 12.6 4.2 4.2 8.8-9.3" />,
  more: <path d="M6 12h.01M12 12h.01M18 12h.01" strokeWidth="2.6" />,
  leave: <path d="M6.5 20V4.5h11V20M4 20h16M14 12.3v.4" />,
  copy: (
    <>
      <path d="M9 9h10.5v10.5H9z" />
      <path d="M15 9V4.5H4.5V15H9" />
    </>
  ),
  link: (
    <>
      <path d="M10.2 13.8a3.4 3.4 0 0 0 4.9 0l3.2-3.2a3.5 3.5 0 0 0-4.9-4.9l-1.2 1.2" />
      <path d="M13.8 10.2a3.4 3.4 0 0 0-4.9 0l-3.2 3.2a3.5 3.5 0 0 0 4.9 4.9l1.2-1.2" />
    </>
  ),
  show: (
    <>
      <path d="M3.5 12S6.5 6.2 12 6.2 20.5 12 20.5 12 17.5 17.8 12 17.8 3.5 12 3.5 12z" />
      <circle cx="12" cy="12" r="2.6" />
    </>
  ),
  hide: <path d="M9.6 6.6A8.4 8.4 0 0 1 12 6.2c5.5 0 8.5 5.8 8.5 5.8a15 15 0 0 1-2.5 3.2M6.3 8.6A15 15 0 0 0 3.5 12s3 5.8 8.5 5.8a8.3 8.3 0 0 0 3.3-.7M10.1 10.3a2.6 2.6 0 0 0 3.6 3.6M4.500 4.500l15 15" />,
  search: (
    <>
      <circle cx="10.8" cy="10.8" r="5.6" />
      <path d="m15.2 15.2 4.3 4.3" />
    </>
  ),
  settings: (
    <>
      <path d="M4.5 8h8.2m4.6 0h2.2M4.5 16h2.2m4.6 0h8.2" />
      <circle cx="15" cy="8" r="2.3" />
      <circle cx="9" cy="16" r="2.3" />
    </>
  ),
  shield: <path d="M12 4 18.5 6.4v5.2c0 4-2.6 6.8-6.5 8.4-3.9-1.6-6.5-4.4-6.5-8.4V6.4z" />,
  forward: <path d="M9.5 5.5 16 12l-6.5 6.5" />,
  computer: <path d="M5.5 6h13v9.5h-13zM3 18.5h18" />,
  phone: <path d="M7.5 3.5h9v17h-9zM11 17.5h2" />,
  offline: <path d="M4 9.5a12 12 0 0 1 16 0M7 13a7.5 7.5 0 0 1 10 0m-5 4.6v.2M5 4.5l14 15" />,
  program: <path d="M4.5 5.5h15v13h-15zM8 10l2.5 2L8 14m4.5.5h3.5" />,
  goal: <path d="M6.5 20V4.5h10.8l-2.3 4 2.3 4H6.5" />,
  pause: <path d="M9 6.5v11m6-11v11" />,
  resume: <path d="M8.5 6v12l9-6z" />,
  day: <path d="M4.5 6.5h15v13h-15zM4.5 10.7h15M8.5 4v4m7-4v4" />,
  off: (
    <>
      <circle cx="12" cy="12" r="8" />
      <path d="m9.2 9.2 5.6 5.6m0-5.6-5.6 5.6" />
    </>
  ),
  letGo: <path d="M5 19c0-9 5-13.500 14-14 0 9-4.500 13.500-11 13M5 19c1.500-4 4-7 8-9" />,
} satisfies Record<string, ReactNode>;

/** Drawn beside or instead of a word; the word is always there for those who listen. */
export function Icon({ name }: { readonly name: keyof typeof paths }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      {paths[name]}
    </svg>
  );
}

export function Logo({ large = false }: { readonly large?: boolean }) {
  return (
    <svg className={large ? "logo large" : "logo"} viewBox="0 0 32 32" aria-hidden="true">
      <circle cx="16" cy="5.6" r="3.4" className="one" />
      <circle cx="24.1" cy="9.5" r="2.5" />
      <circle cx="26.1" cy="18.3" r="2.5" />
      <circle cx="20.5" cy="25.4" r="2.5" />
      <circle cx="11.5" cy="25.4" r="2.5" />
      <circle cx="5.9" cy="18.3" r="2.5" />
      <circle cx="7.9" cy="9.5" r="2.5" />
    </svg>
  );
}
