const tints = 6;

interface FaceProps {
  readonly id: string;
  readonly name: string;
  readonly shape?: "avatar" | "emblem";
  readonly size?: "small" | "tiny" | "large";
  readonly own?: boolean;
}

/** Initials on a quiet tint; always beside the name, so hidden from those who listen. */
export function Face({ id, name, shape = "avatar", size, own = false }: FaceProps) {
  const classes = [shape, own ? "own" : `tint-${tintOf(id)}`, size].filter(Boolean).join(" ");
  return (
    <span className={classes} aria-hidden="true">
      {size === "tiny" ? [...initials(name)][0] : initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/u).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => (word === undefined ? "" : [...word][0] ?? ""));
  return letters.join("").toLocaleUpperCase();
}

function tintOf(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return (sum % tints) + 1;
}
