import type { Api } from "./api/api.ts";
import type { Member } from "./api/accounts.ts";
import { backOff } from "./connection/waiting.ts";
import { isCode } from "./errors.ts";
import { tell, type Readable } from "./observable.ts";

/** As many as the server takes in one request. */
const atOnce = 100;
/** How old what is known may be before it is asked for again, in milliseconds. */
export const freshMs = 300_000;
/** How many are kept; beyond it those looked for least lately go. */
export const keptMembers = 5_000;

interface Entry {
  /** None: there is no such member, as far as the server has said. */
  readonly member: Member | undefined;
  readonly askedAt: number;
}

/**
 * Members by id: looked for while drawing or printing, asked for together, kept as long as the client. The snapshot is a number that grows with what is known; whoever
 * draws names watches it and calls `find` again. What is older than 5 minutes, or from before the present link, is answered at once and asked for again.
 */
export class MemberDirectory implements Readable<number> {
  /** By the time they were last looked for, the latest at the end. */
  readonly #known = new Map<string, Entry>();
  readonly #wanted = new Set<string>();
  readonly #underWay = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #version = 0;
  #freshFrom = 0;
  /** Fewer while looking for an id for which the server refuses all that are asked for with it. */
  #atMost = atOnce;
  #failures = 0;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #renewing: ReturnType<typeof setTimeout> | undefined;
  #isResting = false;
  #isOver = false;

  constructor(
    private readonly api: Api,
    private readonly random: () => number = Math.random,
  ) {}

  /** Grows when something new is known. */
  readonly getSnapshot = (): number => this.#version;

  readonly subscribe = (listener: () => void): (() => void) => {
    const own = () => listener();
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  };

  /** The member, if known. Else, or if what is known is old, they are asked for, and the snapshot changes when the answer says something new. */
  find(id: string): Member | undefined {
    const known = this.#known.get(id);
    if (known !== undefined) {
      this.#known.delete(id);
      this.#known.set(id, known);
    }
    if (known === undefined || known.askedAt < Math.max(this.#freshFrom, Date.now() - freshMs)) this.#want(id);
    return known?.member;
  }

  /** The member as soon as they are known; none if there is no such member. Waits as long as the server cannot be asked, and not beyond the session. */
  async get(id: string): Promise<Member | undefined> {
    for (;;) {
      const found = this.find(id);
      if (found !== undefined || this.#known.has(id) || this.#isOver) return found;
      await new Promise<void>((resolve) => {
        const stop = this.subscribe(() => {
          stop();
          resolve();
        });
      });
    }
  }

  /** All who are known so far, without asking for anybody. */
  known(): Member[] {
    return [...this.#known.values()].flatMap(({ member }) => (member === undefined ? [] : [member]));
  }

  /** Takes what another answer of the server has told, such as a page of the directory. */
  learn(members: readonly Member[]): void {
    this.#take(members.map((member) => [member.id, member]));
  }

  /** Takes what was known in an earlier life; it is asked for again once looked for. @internal */
  remember(members: readonly Member[]): void {
    for (const member of members) if (!this.#known.has(member.id)) this.#known.set(member.id, { member, askedAt: 0 });
    this.#tell();
  }

  /** What is known was told to another member. @internal */
  forget(): void {
    this.#known.clear();
    this.#wanted.clear();
    this.#tell();
  }

  /** A link is there: what was known before it is asked for again once looked for, now and every 5 minutes. @internal */
  renew(): void {
    this.#isResting = false;
    this.#freshFrom = Date.now();
    this.#failures = 0;
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    clearTimeout(this.#renewing);
    this.#renewing = setTimeout(() => this.renew(), freshMs);
    this.#tell();
    this.#begin();
  }

  /** A link is to come: nothing is asked until then. @internal */
  rest(): void {
    this.#isResting = true;
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    clearTimeout(this.#renewing);
  }

  /** The session is over: nothing more is asked. @internal */
  end(): void {
    this.#isOver = true;
    clearTimeout(this.#waiting);
    clearTimeout(this.#renewing);
    this.#tell();
  }

  #want(id: string): void {
    if (this.#isOver || this.#wanted.has(id) || this.#underWay.has(id)) return;
    this.#wanted.add(id);
    this.#begin();
  }

  /** Once everything that is being drawn has been looked for. */
  #begin(): void {
    if (!this.#isResting && this.#waiting === undefined && this.#underWay.size === 0) queueMicrotask(() => void this.#ask());
  }

  async #ask(): Promise<void> {
    while (this.#wanted.size > 0 && this.#underWay.size === 0 && this.#waiting === undefined && !this.#isResting && !this.#isOver) {
      for (const id of [...this.#wanted].slice(0, this.#atMost)) {
        this.#wanted.delete(id);
        this.#underWay.add(id);
      }
      const ids = [...this.#underWay];
      try {
        const found = new Map((await this.api.accounts.membersById(ids)).map((member) => [member.id, member]));
        this.#failures = 0;
        this.#atMost = Math.min(atOnce, this.#atMost * 2);
        this.#underWay.clear();
        this.#take(ids.map((id) => [id, found.get(id)]));
      } catch (error) {
        this.#underWay.clear();
        if (isCode(error, "auth.required")) return this.end();
        if (isOfTheAsked(error)) {
          this.#atMost = Math.ceil(ids.length / 2);
          if (ids.length === 1) this.#take(ids.map((id) => [id, undefined]));
          else for (const id of ids) this.#wanted.add(id);
          continue;
        }
        for (const id of ids) this.#wanted.add(id);
        if (this.#isResting) return;
        this.#waiting = setTimeout(() => {
          this.#waiting = undefined;
          void this.#ask();
        }, backOff(++this.#failures, this.random));
      }
    }
  }

  #take(members: readonly (readonly [id: string, member: Member | undefined])[]): void {
    let isNews = false;
    for (const [id, member] of members) {
      const known = this.#known.get(id);
      const isSame = known !== undefined && JSON.stringify(known.member) === JSON.stringify(member);
      this.#known.set(id, { member: isSame ? known.member : member, askedAt: Date.now() });
      this.#wanted.delete(id);
      isNews ||= !isSame;
    }
    for (const id of this.#known.keys()) {
      if (this.#known.size <= keptMembers) break;
      this.#known.delete(id);
    }
    if (isNews) this.#tell();
  }

  #tell(): void {
    this.#version++;
    tell(this.#listeners);
  }
}

/** What is asked for cannot be: no id of a member. */
function isOfTheAsked(error: unknown): boolean {
  return isCode(error, "request.malformed") || isCode(error, "request.invalid");
}
