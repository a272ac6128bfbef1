/** Two customers that became one: who they are from then on, what they did, and their tier. */
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { memberSchema } from "../../../worker/members/answers.ts";
import { panelSchema } from "../../../worker/storefront/answers.ts";
import { contents } from "../database/contents.ts";
import { iso } from "../orders/told.ts";
import { buy, runJob, tiered } from "../tiers/tiered-store.ts";
import { order, PROGRAM, SHOP, START, StoreUnderTest } from "../store-under-test.ts";
import { EXPIRING, merging, told } from "./merging.ts";

let store: StoreUnderTest;
beforeEach(async () => {
  store = await StoreUnderTest.make(EXPIRING);
});

const { merge, placed, available, sound } = merging(() => store);

describe("who they are", () => {
  test("what isn't known of the kept one is filled in, and what is stays", async () => {
    await store.member("anna", { email: "anna@example.com", firstName: "Anna" });
    const ben = await store.member("ben", { firstName: "Ben" });
    await merge();
    const lookup = async (query: string) =>
      (await store.server("GET", `/v1/members?${query}`)).as(
        z.object({ items: z.array(memberSchema) }).loose(),
      ).items;
    expect(await lookup("email=anna@example.com")).toMatchObject([
      { id: ben, customerId: "ben", firstName: "Ben" },
    ]);
    expect(await lookup("customerId=anna")).toMatchObject([{ id: ben }]);
    expect(await lookup("limit=10")).toHaveLength(1);
  });

  test("a session and a token of the one who is gone show what the kept one has", async () => {
    const anna = await store.member("anna");
    const ben = await store.member("ben");
    await store.earn(anna, 70);
    const session = await store.session("anna");
    await merge();
    for (const each of [session, await store.session("anna")]) {
      const panel = (await store.page("GET", "/storefront/panel", { session: each })).as(panelSchema);
      expect([panel.member.id, panel.balance.available]).toEqual([ben, 70]);
    }
  });

  test("nothing can be given to the one who is gone, or taken", async () => {
    const anna = await store.member("anna");
    await store.member("ben");
    await store.earn(anna, 70);
    await merge();
    for (const [path, body] of [
      ["/v1/earn", { memberId: anna, points: 5, description: "A gift" }],
      ["/v1/adjustments", { memberId: anna, points: 5, description: "A gift", actor: "Priya" }],
    ] as const)
      expect((await store.server("POST", path, { body })).problem().code).toBe("member_not_found");
    const byCustomer = { customerId: "anna", points: 5, description: "A gift" };
    expect((await store.server("POST", "/v1/earn", { body: byCustomer })).status).toBe(201);
    expect((await store.server("POST", "/v1/members", { body: { customerId: "anna" } })).problem().code).toBe(
      "customer_taken",
    );
    await sound();
  });

  test("where only the first is a member, they get the second's id, and answer to both", async () => {
    const { order: annas } = await placed("1", "anna", 100);
    expect(await merge()).toBe(annas.memberId);
    expect((await placed("1", "anna", ...told(150, 3, {}))).order.memberId).toBe(annas.memberId);
    expect((await placed("2", "ben", 10)).order.memberId).toBe(annas.memberId);
    expect(await available(annas.memberId ?? "")).toBe(160);
    await sound();
  });

  test("where only the second is, the first leads to them; where neither is, there is nothing to do", async () => {
    expect(await merge()).toBeNull();
    const ben = await store.member("ben");
    expect(await merge()).toBe(ben);
    expect((await placed("1", "anna", 10)).order.memberId).toBe(ben);
    await sound();
  });

  test("one after the other: what was merged twice is all in one place", async () => {
    for (const customer of ["anna", "ben", "carl"]) await placed(customer, customer, 100);
    await merge("anna", "ben");
    const kept = await merge("ben", "carl");
    expect(await merge("anna", "carl")).toBe(kept);
    expect(await available(kept ?? "")).toBe(300);
    await placed("anna", "anna", ...told(100, 5, { cancelledAt: iso(START + 5000) }));
    expect(await available(kept ?? "")).toBe(200);
    await sound();
    // Told the other way round, the later merge is known when the earlier one comes.
    await placed("d", "dora", 100);
    await placed("e", "emil", 100);
    await merge("dora", "carl");
    expect(await merge("emil", "dora")).toBe(kept);
    expect(await available(kept ?? "")).toBe(400);
    await sound();
  });

  test("to oneself is nothing", async () => {
    const anna = await store.member("anna");
    expect(await merge("anna", "anna")).toBe(anna);
    await merge("anna", "ben");
    expect(await merge("ben", "anna")).toBe(anna);
    await sound();
  });

  test("promise 12: a merge leaves another store's customers of the same names alone", async () => {
    const other = await StoreUnderTest.make(EXPIRING);
    await other.putOrder("1", order("anna", 10_000, START));
    await other.putOrder("2", order("ben", 10_000, START));
    const before = await contents(other.id);
    await placed("1", "anna", 100);
    await placed("2", "ben", 100);
    await merge();
    expect(await contents(other.id)).toEqual(before);
  });
});

test("an action that the one who is gone told before is not given again, and counts for its limits", async () => {
  const actions = [
    { id: "review", name: "Write a review", points: 50 },
    { id: "visit", name: "Come by", points: 5, limits: [{ count: 1, period: "ever" as const }] },
  ];
  store = await StoreUnderTest.make({ ...EXPIRING, earning: { ...PROGRAM.earning, actions } });
  const ben = await store.member("ben");
  await store.member("anna");
  const tell = (customerId: string, action: string, reference?: string) =>
    store.server("POST", "/v1/actions", {
      body: { customerId, action, ...(reference ? { reference } : {}) },
    });
  await tell("anna", "review", "r1");
  await tell("anna", "visit");
  await merge();
  for (const customer of ["anna", "ben"])
    expect(
      (await tell(customer, "review", "r1")).as(z.object({ repeated: z.boolean() }).loose()).repeated,
    ).toBe(true);
  expect((await tell("ben", "visit")).problem().code).toBe("action_limit_reached");
  expect(await available(ben)).toBe(55);
  await tell("ben", "review", "r2");
  expect(await available(ben)).toBe(105);
  await sound();
});

describe("tiers", () => {
  beforeEach(async () => {
    store = await StoreUnderTest.make(tiered());
  });

  test("what both spent counts together, and each bonus is had once", async () => {
    await buy(store, "anna", "1", 1000);
    const ben = await buy(store, "ben", "2", 4000);
    await merge();
    await sound();
    for (let again = 0; again < 2; again++) await runJob(store);
    // 1000 and 4000, Silver for each of the two, and Gold for both together.
    expect(await available(ben)).toBe(5700);
    await sound();
    await placed("1", "anna", ...told(1000, 5, { cancelledAt: iso(START + 5000) }));
    expect(await available(ben)).toBe(4200);
    await sound();
  });

  test("a bonus that only the one who is gone had is not given again", async () => {
    await buy(store, "anna", "1", 5000);
    const ben = await buy(store, "ben", "2", 10);
    await merge();
    await runJob(store);
    // By Gold's multiplier, which they have together.
    await buy(store, "ben", "3", 10);
    expect(await available(ben)).toBe(5625);
    await sound();
    await placed("1", "ben", ...told(5000, 5, { cancelledAt: iso(START + 5000) }));
    expect(await available(ben)).toBe(25);
    await sound();
  });
});

test("the shop's own pages never name the one who is gone", async () => {
  const anna = await store.member("anna", { firstName: "Anna" });
  await store.member("ben", { firstName: "Ben" });
  await store.earn(anna, 10);
  await merge();
  const session = await store.session("ben");
  const panel = await store.page("GET", "/storefront/panel", { session, headers: { Origin: SHOP } });
  expect(panel.text).not.toContain(anna);
});
