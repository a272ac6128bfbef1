/** What the log says of members who were merged or erased, and what it says of nobody. */
import { beforeEach, expect, test } from "vitest";
import { contextOf, merging } from "../members/merging.ts";
import { eraseMember } from "../../../worker/members/erase.ts";
import { environment, PROGRAM, START, StoreUnderTest } from "../store-under-test.ts";
import { eventsOf, expectReplayed } from "./replay.ts";

const LATER = START + 3_600_000;

let store: StoreUnderTest;
beforeEach(async () => {
  store = await StoreUnderTest.make({ ...PROGRAM, transfers: { dailyCap: 1000 } });
});
const { merge, placed } = merging(() => store);

/** What is told by the work, an hour later. */
async function toldBy(work: () => Promise<unknown>) {
  const before = (await eventsOf(environment, store.id)).length;
  store.now = LATER;
  await work();
  const events = (await eventsOf(environment, store.id)).slice(before);
  for (const { timestamp } of events) expect(Date.parse(timestamp)).toBe(LATER);
  return events;
}

test("two members who became one: told once, of the one who is kept, with what changed hands", async () => {
  const anna = (await placed("1", "anna", 40)).order.memberId ?? "";
  await store.server("PATCH", `/v1/members/${anna}`, {
    body: { phone: "+447700900321", segments: ["press"] },
  });
  const ben = (await placed("2", "ben", 10)).order.memberId ?? "";
  const events = await toldBy(() => merge());
  const of = (type: string) => events.filter((each) => each.type === type);
  expect(of("member.merged").map(({ data }) => data)).toEqual([
    { memberId: ben, customerId: null, from: anna, into: ben },
  ]);
  expect(of("member.updated").map(({ data }) => data)).toMatchObject([{ memberId: ben }]);
  expect(of("order.updated")).toMatchObject([
    { data: { orderId: "1", memberId: ben, formerMemberId: anna } },
  ]);
  const points = events.filter(({ type }) => type.startsWith("points."));
  expect(new Set(points.map(({ type }) => type))).toEqual(new Set(["points.transferred"]));
  expect(of("member.created")).toEqual([]);
  expect(await toldBy(() => merge())).toEqual([]);
  await expectReplayed(environment, store.id);
});

test("a customer id that leads to a member from then on is no new member", async () => {
  const anna = await store.member("anna");
  const events = await toldBy(() => merge());
  expect(events.map(({ type, data }) => ({ type, data }))).toEqual([
    { type: "member.updated", data: { memberId: anna, customerId: null, changed: ["customerId"] } },
  ]);
  await expectReplayed(environment, store.id);
});

test("an erased member is told once, and nothing of what went", async () => {
  const anna = await store.member("anna", { email: "anna@example.com", firstName: "Anna" });
  await store.earn(anna, 30);
  const events = await toldBy(async () => eraseMember(await contextOf(store), anna));
  expect(events.map(({ type }) => type)).toEqual(["points.expired", "member.erased"]);
  expect(events.at(-1)?.data).toEqual({ memberId: anna, customerId: null });
  expect(await toldBy(async () => eraseMember(await contextOf(store), anna))).toEqual([]);
  await expectReplayed(environment, store.id);
});

test("of a phone and of segments only that they changed", async () => {
  const anna = await store.member("anna");
  const [event] = await toldBy(() =>
    store.server("PATCH", `/v1/members/${anna}`, { body: { phone: "+447700900321", segments: ["press"] } }),
  );
  expect(event).toMatchObject({ type: "member.updated", data: { changed: ["phone", "segments"] } });
  expect(JSON.stringify(event)).not.toMatch(/7700900321|press/);
});
