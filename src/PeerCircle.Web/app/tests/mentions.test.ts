import { describe, expect, test } from "vitest";
import { emptyDraft, fromWire, mentioned, placed, toWire, typed, type Draft } from "../src/Conversations/Writing/mentions.ts";

const ada = { id: "0197a000-0000-7000-8000-00000000000a", name: "Ada Brook" };
const adam = { id: "0197a000-0000-7000-8000-00000000000b", name: "Ada" };
const otherAda = { id: "0197a000-0000-7000-8000-00000000000c", name: "Ada Brook" };

/** One change, with the caret behind it. */
function change(draft: Draft, at: number, removed: number, put: string): Draft {
  return typed(draft, draft.text.slice(0, at) + put + draft.text.slice(at + removed), at + put.length);
}

/** As choosing from the list does it: the text is changed, then it is said who is meant. */
function choose(draft: Draft, member: { id: string; name: string }, at = draft.text.length): Draft {
  return mentioned(change(draft, at, 0, `@${member.name} `), member, at);
}

function write(draft: Draft, text: string): Draft {
  return change(draft, draft.text.length, 0, text);
}

describe("a name in a draft", () => {
  const hello = write(choose(write(emptyDraft, "Hello "), ada), "and welcome");

  test("is sent as an id", () => {
    expect(hello.text).toBe("Hello @Ada Brook and welcome");
    expect(toWire(hello)).toBe(`Hello <@${ada.id}> and welcome`);
  });

  test("moves with the text around it", () => {
    expect(toWire(change(hello, 0, 0, "So: "))).toBe(`So: Hello <@${ada.id}> and welcome`);
    expect(toWire(change(hello, 0, 6, ""))).toBe(`<@${ada.id}> and welcome`);
    expect(toWire(change(hello, 16, 12, "'s work"))).toBe(`Hello <@${ada.id}>'s work`);
  });

  test("is only text when it is broken, and meant again when that is undone", () => {
    const broken = change(hello, 15, 1, "");
    expect(toWire(broken)).toBe("Hello @Ada Broo and welcome");
    expect(toWire(typed(broken, hello.text))).toBe(toWire(hello));
    expect(toWire(typed(typed(hello, ""), hello.text))).toBe(toWire(hello));
  });

  test("that nobody chose is only text", () => {
    expect(toWire(write(emptyDraft, "Hello @Ada Brook"))).toBe("Hello @Ada Brook");
  });

  test("means the one that was chosen, of two people of one name", () => {
    const both = choose(choose(emptyDraft, ada), otherAda);
    expect(toWire(both)).toBe(`<@${ada.id}> <@${otherAda.id}> `);
    expect(toWire(change(both, 0, 11, ""))).toBe(`<@${otherAda.id}> `);
    expect(toWire(change(both, 11, 11, ""))).toBe(`<@${ada.id}> `);
    expect(toWire(change(both, 0, 0, "x"))).toBe(`x<@${ada.id}> <@${otherAda.id}> `);
  });

  test("is not mixed up with a longer one", () => {
    const draft = choose(choose(emptyDraft, adam), ada);
    expect(toWire(draft)).toBe(`<@${adam.id}> <@${ada.id}> `);
    expect(toWire(change(draft, 0, 5, ""))).toBe(`<@${ada.id}> `);
  });

  test("takes the place of one it is written over", () => {
    const replaced = mentioned(typed(hello, "Hello @Ada and welcome"), adam, 6);
    expect(toWire(replaced)).toBe(`Hello <@${adam.id}> and welcome`);
  });
});

describe("a message that is changed", () => {
  const nameOf = (id: string) => [ada, adam].find((member) => member.id === id)?.name;

  test("shows names, and keeps who is meant", () => {
    const draft = fromWire(`<@${ada.id}>, ask <@${adam.id.toUpperCase()}>`, nameOf);
    expect(draft.text).toBe("@Ada Brook, ask @Ada");
    expect(toWire(draft)).toBe(`<@${ada.id}>, ask <@${adam.id}>`);
  });

  test("keeps ids whose names are not known", () => {
    const text = `Thanks <@${otherAda.id}>`;
    expect(fromWire(text, nameOf)).toEqual({ text, mentions: [] });
  });
});

test("whatever is typed and cut, names stand where the text says so and nothing else changes", () => {
  let state = 7;
  const random = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;
  for (let round = 0; round < 300; round++) {
    let draft = emptyDraft;
    for (let step = 0; step < 25; step++) {
      const [at, length] = [random(draft.text.length + 1), random(6)];
      if (random(4) === 0) draft = choose(draft, [ada, adam, otherAda][random(3)] ?? ada, at);
      else draft = change(draft, at, length, ["", "a", "@", " ", "Ada", "\n"][random(6)] ?? "");
      const spots = placed(draft);
      for (const [index, mention] of spots.entries()) {
        expect(draft.text.startsWith(`@${mention.name}`, mention.at)).toBe(true);
        expect(mention.at + mention.name.length + 1).toBeLessThanOrEqual(spots[index + 1]?.at ?? Infinity);
      }
      expect(fromWire(toWire(draft), (id) => [ada, adam, otherAda].find((member) => member.id === id)?.name).text).toBe(draft.text);
    }
  }
});
