import type { Member, Room } from "@peercircle/sdk";
import { describe, expect, it } from "vitest";
import { byKinship } from "../src/Rooms/suggesting.ts";
import { tagsOf } from "../src/Rooms/tagging.ts";

const member: Member = { id: "m", displayName: "Ben", role: "member", createdAt: "2026-01-01T00:00:00.000Z" };

function room(name: string, topic: string, tags: readonly string[], memberCount = 1): Room {
  return { id: name, conversationId: name, name, topic, tags, memberCount, joined: false, createdAt: "2026-01-01T00:00:00.000Z" };
}

describe("rooms for somebody new", () => {
  const rooms = [room("Boards", "Working with a board.", [], 9), room("Queues", "Shorter waiting, calmer rooms.", ["waiting"]), room("Pay", "What to ask for.", [], 3)];

  it("come by what one works towards, then by how many are there", () => {
    expect(byKinship(rooms, { ...member, workingTowards: "Shorter waiting times" }).map(({ name }) => name)).toEqual(["Queues", "Boards", "Pay"]);
    expect(byKinship(rooms, { ...member, mentor: { open: true, topics: ["a BOARD"] } })[0]?.name).toBe("Boards");
  });

  it("come by how many are there for one who has said nothing, and short words say nothing", () => {
    expect(byKinship(rooms, { ...member, headline: "to ask for" }).map(({ name }) => name)).toEqual(["Boards", "Pay", "Queues"]);
  });
});

describe("tags to choose from", () => {
  it("are each there once, those of most rooms first, whatever their case", () => {
    expect(tagsOf([room("a", "", ["people", "pay"]), room("b", "", ["People"]), room("c", "", ["boards"])], "")).toEqual(["people", "boards", "pay"]);
  });

  it("hold the chosen one though no room has it", () => {
    expect(tagsOf([room("a", "", ["pay"])], "gardens")).toEqual(["gardens", "pay"]);
    expect(tagsOf([room("a", "", ["pay"])], "PAY")).toEqual(["pay"]);
  });
});
