import type { Api, Member, Readable } from "@peercircle/sdk";
import { texts } from "../texts.ts";
import { useReadable } from "../parts/useReadable.ts";
import { useSession } from "./SessionContext.ts";

const atOnce = 100;
const againMs = 5_000;

/** Members by id: asked for together, kept as long as the session. The snapshot is a number that grows with what is known. */
export class MemberDirectory implements Readable<number> {
  readonly #known = new Map<string, Member>();
  readonly #wanted = new Set<string>();
  readonly #asked = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #version = 0;

  constructor(private readonly api: Api) {}

  readonly getSnapshot = (): number => this.#version;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** The member, if known; else they are asked for. */
  find(id: string): Member | undefined {
    const known = this.#known.get(id);
    if (known === undefined && !this.#asked.has(id)) {
      this.#asked.add(id);
      this.#wanted.add(id);
      if (this.#wanted.size === 1) queueMicrotask(() => void this.#ask());
    }
    return known;
  }

  learn(members: readonly Member[]): void {
    for (const member of members) this.#known.set(member.id, member);
    this.#version++;
    for (const listener of [...this.#listeners]) listener();
  }

  async #ask(): Promise<void> {
    while (this.#wanted.size > 0) {
      const ids = [...this.#wanted].slice(0, atOnce);
      for (const id of ids) this.#wanted.delete(id);
      try {
        this.learn(await this.api.accounts.membersById(ids));
      } catch {
        setTimeout(() => {
          for (const id of ids) this.#asked.delete(id);
          this.learn([]);
        }, againMs);
      }
    }
  }
}

/** Names by member id, drawn again when more are known. */
export function useNames(): (id: string | undefined) => string {
  const { me, members } = useSession();
  useReadable(members);
  return (id) => (id === undefined ? texts.someone : id === me.id ? texts.you : (members.find(id)?.displayName ?? texts.someone));
}
