import { MemoryOutboxStorage, PeerCircleClient, type Me } from "@peercircle/sdk";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SessionContext } from "../src/Accounts/SessionContext.ts";
import { Composer } from "../src/Conversations/Writing/Composer.tsx";

const me: Me = { id: "me", displayName: "Me", email: "me@example.org", role: "member", createdAt: "2026-11-23T05:47:12.345Z" };

function show(client: PeerCircleClient, conversationId = "c"): HTMLTextAreaElement {
  cleanup();
  render(
    <SessionContext value={{ client, members: client.members, me }}>
      <Composer handle={client.conversation(conversationId)} label="Message" placeholder="Write" />
    </SessionContext>,
  );
  return screen.getByLabelText<HTMLTextAreaElement>("Message");
}

function write(area: HTMLTextAreaElement, text: string): void {
  fireEvent.change(area, { target: { value: text } });
}

function posted(client: PeerCircleClient): string[] {
  return client.conversation("c").getSnapshot().pending.map((row) => row.text);
}

describe("the composer", () => {
  let client: PeerCircleClient;
  beforeEach(() => {
    localStorage.clear();
    client = new PeerCircleClient({ url: "http://localhost", storage: new MemoryOutboxStorage() });
  });
  afterEach(cleanup);

  test("sends with Enter and is empty again", () => {
    const area = show(client);
    write(area, "hello");
    fireEvent.keyDown(area, { key: "Enter" });
    expect(posted(client)).toEqual(["hello"]);
    expect(area.value).toBe("");
  });

  test("leaves Shift+Enter and the Enter of an input method alone", () => {
    const area = show(client);
    write(area, "こんにちは");
    fireEvent.keyDown(area, { key: "Enter", shiftKey: true });
    fireEvent.keyDown(area, { key: "Enter", isComposing: true });
    fireEvent.keyDown(area, { key: "Enter", keyCode: 229 });
    expect(posted(client)).toEqual([]);
    fireEvent.keyDown(area, { key: "Enter" });
    expect(posted(client)).toEqual(["こんにちは"]);
  });

  test("sends nothing when there is nothing", () => {
    const area = show(client);
    write(area, "  \n ");
    fireEvent.click(screen.getByRole("button", { name: "Send" }));
    expect(posted(client)).toEqual([]);
  });

  test("keeps a draft for its conversation, until it is sent", () => {
    write(show(client, "c"), "for c");
    expect(show(client, "d").value).toBe("");
    const area = show(client, "c");
    expect(area.value).toBe("for c");
    fireEvent.keyDown(area, { key: "Enter" });
    expect(show(client, "c").value).toBe("");
  });
});
