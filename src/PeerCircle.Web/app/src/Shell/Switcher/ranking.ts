/** Something to go to. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
  /** Other words it is found by, less surely than by its name. */
  readonly also?: string;
  readonly unread: number;
  /** When something last happened there, in milliseconds since 1970; 0 = never. */
  readonly at: number;
}

const wordStart = 8;
const inSequence = 5;
const anywhere = 1;
const gap = 0.15;
const elsewhere = 0.4;
const exactly = 0.2;
const dayMs = 86_400_000;

/**
 * The best `most` for what was typed. Nothing typed: what is unread first, then by recency. Else the letters must occur in order ("xdg" finds "xd-general"); beginnings of words and
 * letters in a row weigh most, then what is unread, then recency. Words may come in any order.
 */
export function rank<T extends Candidate>(query: string, candidates: readonly T[], most: number): readonly T[] {
  const wanted = folded(query).trim();
  if (wanted === "") return [...candidates].sort((a, b) => Number(b.unread > 0) - Number(a.unread > 0) || b.at - a.at).slice(0, most);
  const latest = candidates.reduce((max, { at }) => Math.max(max, at), 1);
  return candidates
    .map((candidate) => ({ candidate, score: scoreOf(wanted, candidate, latest) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.candidate.name.localeCompare(b.candidate.name))
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

function scoreOf(wanted: string, candidate: Candidate, latest: number): number {
  const byName = matchOf(wanted, folded(candidate.name));
  const match = byName > 0 || candidate.also === undefined || !beginsIn(wanted, folded(candidate.also)) ? byName : elsewhere;
  if (match <= 0) return 0;
  return match + (candidate.unread > 0 ? 0.08 : 0) + 0.06 / (1 + (latest - candidate.at) / dayMs);
}

/** Whether every word begins a word of the text. */
function beginsIn(wanted: string, text: string): boolean {
  const words = text.split(/[^\p{L}\p{N}]+/u);
  return wanted.split(/\s+/u).every((word) => words.some((other) => other.startsWith(word)));
}

/** 0 = not found; more is better. */
function matchOf(wanted: string, name: string): number {
  if (wanted === name) return 1 + exactly;
  const whole = sequenceOf(wanted.replaceAll(" ", ""), name);
  if (whole > 0 || !wanted.includes(" ")) return whole;
  const words = wanted.split(/\s+/u).map((word) => sequenceOf(word, name));
  return words.includes(0) ? 0 : 0.9 * (words.reduce((sum, score) => sum + score, 0) / words.length);
}

/** The best way to find the letters in order, as a share of the best there could be. */
function sequenceOf(letters: string, name: string): number {
  if (letters === "" || letters.length > name.length) return 0;
  // best[j] = score of all letters so far with the last one at j; -1 = impossible.
  let best: number[] = [];
  for (let i = 0; i < letters.length; i++) {
    const next = new Array<number>(name.length).fill(-1);
    let before = -1; // The best of those before j - 1, less what the gap costs.
    for (let j = i; j < name.length; j++) {
      if (j >= 2) before = Math.max(before - gap, best[j - 2] ?? -1);
      if (letters[i] !== name[j]) continue;
      const here = startsWord(name, j) ? wordStart : anywhere;
      if (i === 0) next[j] = here - Math.min(j, 10) * gap;
      else {
        const adjacent = best[j - 1] ?? -1;
        next[j] = Math.max(adjacent < 0 ? -1 : adjacent + Math.max(here, inSequence), before < 0 ? -1 : before + here);
      }
    }
    best = next;
    if (best.every((score) => score < 0)) return 0;
  }
  const highest = wordStart + (letters.length - 1) * inSequence;
  const share = Math.min(1, Math.max(...best) / highest);
  const cover = letters.length / name.length; // Of two that begin alike the shorter one is meant.
  return Math.max(0.001, 0.85 * share + 0.15 * cover);
}

function startsWord(name: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(name[at - 1] ?? "");
}

/** Without case and accents, as the server compares. */
export function folded(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
