/** Whose an order is: by customer id, by address, and from the moment it can be known. */
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { memberSchema } from "../../../worker/members/answers.ts";
import { panelSchema } from "../../../worker/storefront/answers.ts";
import { count } from "../database/contents.ts";
import { order, PROGRAM, START, StoreUnderTest, type OrderInput } from "../store-under-test.ts";

const iso = (at: number) => new Date(at).toISOString();

let store: StoreUnderTest;
beforeEach(async () => {
  store = await StoreUnderTest.make();
});

function by(customer: OrderInput["customer"], more: Partial<OrderInput> = {}): OrderInput {
  return order("", 10_000, START, { customer, ...more });
}

async function memberOf(query: string) {
  const list = z.object({ items: z.array(memberSchema), next: z.null() });
  return (await store.server("GET", `/v1/members?${query}`)).as(list).items[0];
}

describe("a guest's order", () => {
  test("enrols nobody and earns nothing", async () => {
    for (const [index, customer] of [
      null,
      {},
      { email: "guest@example.com" },
      { firstName: "Guest" },
    ].entries()) {
      const answer = await store.putOrder(`o${index}`, by(customer));
      expect(answer).toMatchObject({ order: { memberId: null, points: 0 }, posted: 0, balance: null });
    }
    expect(await count("SELECT count(*) AS count FROM members WHERE store_id = ?", store.id)).toBe(0);
  });

  test("is the member's who joins with its address, once it is told again without a change", async () => {
    const told = by({ email: "guest@example.com" });
    await store.putOrder("1", told);
    const memberId = await store.member("anna", { email: "GUEST@example.com" });
    const again = await store.putOrder("1", told);
    expect(again).toMatchObject({
      order: { memberId, points: 100 },
      posted: 100,
      balance: { available: 100 },
    });
    expect(await store.putOrder("1", told)).toEqual(again);
    expect(await store.problems()).toEqual([]);
  });

  test("told again by 20 at once after they joined earns once", async () => {
    const told = by({ email: "guest@example.com" });
    await store.putOrder("1", told);
    const memberId = await store.member("anna", { email: "guest@example.com" });
    await Promise.all(Array.from({ length: 20 }, () => store.putOrder("1", told)));
    expect(await store.balance(memberId)).toMatchObject({ available: 100 });
    expect(await store.problems()).toEqual([]);
  });

  test("told with a customer id later enrols them", async () => {
    await store.putOrder("1", by({ email: "guest@example.com" }));
    const state = by({ id: "anna", email: "guest@example.com" }, { updatedAt: iso(START + 1) });
    expect(await store.putOrder("1", state)).toMatchObject({ posted: 100, balance: { available: 100 } });
    expect(await memberOf("email=guest@example.com")).toMatchObject({ customerId: "anna" });
  });
});

describe("a customer with an id", () => {
  test("is enrolled by the first order, with the sign-up points and the address", async () => {
    await store.publish({ name: "Signing up", earning: { order: { points: 1, per: 100 }, signUp: 50 } });
    const answer = await store.putOrder(
      "1",
      by({ id: "anna", email: " Anna@Example.com ".trim(), firstName: "Anna" }),
    );
    expect(answer.posted).toBe(100);
    expect(answer.balance).toMatchObject({ available: 150 });
    expect(await memberOf("customerId=anna")).toMatchObject({ email: "Anna@Example.com", firstName: "Anna" });
  });

  test("is enrolled by an order that is unpaid or cancelled, and earns nothing by it", async () => {
    expect(await store.putOrder("1", by({ id: "anna" }, { paidAt: null }))).toMatchObject({ posted: 0 });
    expect(await memberOf("customerId=anna")).toBeDefined();
  });

  test("is given to the member with the address who has no customer id yet", async () => {
    const body = { email: "anna@example.com" };
    const { id } = (await store.server("POST", "/v1/members", { body })).as(memberSchema);
    const answer = await store.putOrder("1", by({ id: "anna", email: "anna@example.com" }));
    expect(answer.order.memberId).toBe(id);
    expect(await memberOf("customerId=anna")).toMatchObject({ id });
  });

  test("is not given to a member with another customer id: the address stays theirs", async () => {
    const memberId = await store.member("anna", { email: "shared@example.com" });
    const answer = await store.putOrder("1", by({ id: "ben", email: "shared@example.com" }));
    expect(answer.order.memberId).not.toBe(memberId);
    expect(await memberOf("customerId=ben")).toMatchObject({ email: null });
    expect(await memberOf("email=shared@example.com")).toMatchObject({ id: memberId });
  });

  test("counts before the address where the two name different members", async () => {
    const anna = await store.member("anna", { email: "anna@example.com" });
    const ben = await store.member("ben", { email: "ben@example.com" });
    const answer = await store.putOrder("1", by({ id: "anna", email: "ben@example.com" }));
    expect(answer.order.memberId).toBe(anna);
    expect(await store.balance(ben)).toMatchObject({ available: 0 });
  });
});

test("times at the end of the calendar are refused, or answered in the form that is documented", async () => {
  await store.publish({
    ...PROGRAM,
    earning: { ...PROGRAM.earning, holdDays: 3650 },
    expiry: { afterDays: 3650 },
  });
  for (const [id, at] of ["9999-12-31T23:59:59Z", "0000-01-01T00:00:00Z"].entries()) {
    const body = by({ id: "anna" }, { placedAt: at, updatedAt: at, paidAt: at });
    const answer = await store.server("PUT", `/v1/orders/${id}`, { body });
    if (answer.status !== 200) expect(answer.problem().errors?.[0]?.pointer).toBe("/placedAt");
  }
  const session = await store.session("anna");
  const panel = (await store.page("GET", "/storefront/panel", { session })).as(panelSchema);
  expect(panel.balance.debt).toBe(0);
});

test("an address is one however it is written", async () => {
  await store.member("anna", { email: "Anna@Example.com" });
  for (const email of ["anna@example.com", "ANNA@EXAMPLE.COM"]) {
    const answer = await store.server("POST", "/v1/members", { body: { email } });
    expect(answer.problem().code).toBe("email_taken");
  }
});
