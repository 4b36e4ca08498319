// Calls everything that the SDK has for the HTTP API, each with every field that its types know, and writes the requests it made. Nothing is sent.
import { Api } from "@peercircle/sdk";

const x = "@"; // A part of a path.

/** @type {{ by: string, method: string, path: string, query: string[], body: unknown }[]} */
const requests = [];
let by = "";

const api = new Api({
  url: "http://peers.example",
  fetch: async (input, init) => {
    const { pathname, searchParams } = new URL(String(input));
    requests.push({ by, method: init?.method ?? "GET", path: pathname, query: [...searchParams.keys()], body: init?.body === undefined ? null : JSON.parse(String(init.body)) });
    return Response.json({ items: [] });
  },
});

/** @type {Set<string>} */
const called = new Set();
const accounts = watched("accounts", api.accounts);
const circles = watched("circles", api.circles);
const rooms = watched("rooms", api.rooms);
const goals = watched("goals", api.goals);
const notifications = watched("notifications", api.notifications);
const conversations = watched("conversations", api.conversations);

const page = { next: "next", limit: 10 };
const profile = { displayName: "Ada", headline: "", workingTowards: "", field: "", organisation: "", timeZone: "UTC", mentor: { open: true, topics: [] }, quietHours: { from: "22:00", to: "07:00" } };

await accounts.server();
await accounts.signUp(/** @satisfies {Required<import("@peercircle/sdk").SignUp>} */ ({ email: "", password: "", displayName: "", inviteToken: "", setupCode: "" }));
await accounts.signIn("", "", "token");
await accounts.signOut();
await accounts.sessions();
await accounts.endSession(x);
await accounts.endOtherSessions();
await accounts.changePassword("", "");
await accounts.createPasswordReset(x);
await accounts.resetPassword(x, "");
await accounts.me();
await accounts.changeMe(/** @satisfies {Required<import("@peercircle/sdk").ProfileChange>} */ (profile));
await accounts.member(x);
await accounts.members(/** @satisfies {Required<import("@peercircle/sdk").MemberQuery>} */ ({ query: "", mentor: true, topic: "", field: "", organisation: "", ...page }));
await accounts.membersById([x]);
await accounts.setRole(x, "moderator");
await accounts.deactivate(x);
await accounts.reactivate(x);

await circles.create(/** @satisfies {Required<import("@peercircle/sdk").NewCircle>} */ ({ id: x, name: "", purpose: "", capacity: 12 }));
await circles.list("next");
await circles.get(x);
await circles.change(x, /** @satisfies {Required<import("@peercircle/sdk").CircleChange>} */ ({ name: "", purpose: "", capacity: 12 }));
await circles.removeMember(x, x);
await circles.setRole(x, x, "host");
await circles.invite(x, /** @satisfies {Required<import("@peercircle/sdk").InviteTerms>} */ ({ maxUses: 1, expiresInHours: 1 }));
await circles.invites(x);
await circles.withdrawInvite(x, x);
await circles.readInvite(x);
await circles.acceptInvite(x);

/** @satisfies {Required<import("@peercircle/sdk").NewMilestone>} */
const milestone = { id: x, title: "", dueOn: "" };
/** @type {import("@peercircle/sdk").Measure} */
const measure = { kind: "number", start: 0, target: 1, unit: "" };
/** @satisfies {Required<import("@peercircle/sdk").Share>} */
const share = { circleIds: [], memberIds: [], network: false };
/** @type {import("@peercircle/sdk").Cadence} */
const cadence = { every: "week" };
const plan = { title: "", why: "", measure, milestones: [milestone], targetOn: "", cadence, share };
await goals.create(/** @satisfies {Required<import("@peercircle/sdk").NewGoal>} */ ({ id: x, ...plan }));
await goals.list(/** @satisfies {Required<import("@peercircle/sdk").GoalQuery>} */ ({ ownerId: x, circleId: x, state: "active", ...page }));
await goals.get(x);
await goals.change(x, /** @satisfies {Required<import("@peercircle/sdk").GoalPatch>} */ ({ ...plan, reason: "" }));
await goals.checkIn(x, /** @satisfies {Required<import("@peercircle/sdk").NewCheckIn>} */ ({ id: x, status: "onTrack", value: 1, note: "", milestoneIds: [x] }));
await goals.answerMissed(x, "onIt");
await goals.achieve(x, { circleIds: [x], network: true });
await goals.undoAchieve(x);
await goals.pause(x, "");
await goals.resume(x);
await goals.letGo(x, "");
await goals.walk(x, x);
await goals.ask(x, x, "");
await goals.answer(x, x, "");
await goals.nudge(x, x, "");
await goals.witness(x, true);
await goals.wins();

await notifications.list(page);
await notifications.read([x]);

await rooms.create(/** @satisfies {Required<import("@peercircle/sdk").NewRoom>} */ ({ id: x, name: "", topic: "", tags: [] }));
await rooms.list(/** @satisfies {Required<import("@peercircle/sdk").RoomQuery>} */ ({ query: "", tag: "", ...page }));
await rooms.get(x);
await rooms.change(x, /** @satisfies {Required<import("@peercircle/sdk").RoomChange>} */ ({ name: "", topic: "", tags: [] }));
await rooms.join(x);
await rooms.leave(x);

await conversations.list();
await conversations.get(x);
await conversations.setNotify(x, "mentions");
await conversations.openDirect(x);
await conversations.members(x);
await conversations.messages(x, /** @satisfies {Required<import("@peercircle/sdk").PageRequest>} */ ({ before: 1, after: 1, around: 1, parentId: x, limit: 10 }));
await conversations.message(x, x);
await conversations.reactions(x, x, x);
await conversations.changes(x, 1, "epoch", 10);
await conversations.post(x, /** @satisfies {Required<import("@peercircle/sdk").NewMessage>} */ ({ id: x, text: "", parentId: x }));
await conversations.edit(x, x, "", 1);
await conversations.delete(x, x);
await conversations.deleteLeaving(x, x);
await conversations.react(x, x, x, true);
await conversations.react(x, x, x, false);
await conversations.markRead(x, 1);

const missed = Object.entries(api).flatMap(([group, calls]) =>
  Object.getOwnPropertyNames(Object.getPrototypeOf(calls)).map((name) => `${group}.${name}`).filter((name) => !name.endsWith(".constructor") && !called.has(name)),
);
console.log(JSON.stringify({ requests, missed }));

/**
 * The same calls, by name.
 * @template {object} T
 * @param {string} group
 * @param {T} calls
 * @returns {T}
 */
function watched(group, calls) {
  return new Proxy(calls, {
    get: (target, name) => {
      by = `${group}.${String(name)}`;
      called.add(by);
      return /** @type {any} */ (target)[name].bind(target);
    },
  });
}
