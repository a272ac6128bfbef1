/** An order that changes hands: taken back there, given here, whichever of its states comes first. */
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { memberSchema } from "../../../worker/members/answers.ts";
import { redeem } from "../http/furnished-store.ts";
import { PROGRAM, StoreUnderTest, type OrderInput } from "../store-under-test.ts";
import { annas, entriesOf, pointsOf } from "./told.ts";

type Customer = OrderInput["customer"];

const ANNA: Customer = { id: "anna", email: "anna@example.com" };
const BEN: Customer = { id: "ben", email: "ben@example.com" };

let store: StoreUnderTest;
beforeEach(async () => {
  store = await StoreUnderTest.make();
});

/** An order of £100, placed by the customer in the state of that second. */
function by(customer: Customer, second = 0, more: Partial<OrderInput> = {}): OrderInput {
  return annas(10_000, second, { customer, ...more });
}

async function memberOf(customerId: string): Promise<string | undefined> {
  const list = z.object({ items: z.array(memberSchema), next: z.null() });
  const answer = await store.server("GET", `/v1/members?customerId=${customerId}`);
  return answer.as(list).items[0]?.id;
}

async function available(customerId: string): Promise<number | undefined> {
  const memberId = await memberOf(customerId);
  return memberId === undefined ? undefined : (await store.balance(memberId)).available;
}

/** Every order of these. */
function permutations<Item>(items: Item[]): Item[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, index) =>
    permutations(items.filter((_, at) => at !== index)).map((rest) => [item, ...rest]),
  );
}

describe("the latest state says whose it is", () => {
  test.each([
    ["another customer's", BEN, 100],
    ["a guest's with another member's address", { email: "ben@example.com" }, 100],
    ["a guest's whom nobody knows", { email: "who@example.com" }, 0],
    ["nobody's", null, 0],
  ])("%s", async (_whose, customer, bens) => {
    await store.member("ben", { email: "ben@example.com" });
    const first = await store.putOrder("1", by(ANNA));
    const then = await store.putOrder("1", by(customer, 1));
    expect([await available("anna"), await available("ben")]).toEqual([0, bens]);
    expect(then.order.memberId).toBe(bens > 0 ? await memberOf("ben") : null);
    expect([first.posted, then.posted]).toEqual([100, bens > 0 ? 100 : -100]);
    expect(then.balance?.available ?? null).toBe(bens > 0 ? 100 : null);
    expect(await store.putOrder("1", by(customer, 1))).toEqual(then);
    expect(await store.problems()).toEqual([]);
  });

  test("and both members' entries say why", async () => {
    await store.putOrder("1", by(ANNA));
    await store.putOrder("1", by(BEN, 1));
    const annas = await entriesOf(store, (await memberOf("anna")) ?? "");
    const bens = await entriesOf(store, (await memberOf("ben")) ?? "");
    expect(annas.map(({ points, reason }) => [points, reason.rule, reason.lines])).toEqual([
      [100, "order", [{ id: "1", points: 100 }]],
      [-100, "order_changed", [{ id: "1", points: -100 }]],
    ]);
    expect(bens.map(({ points, reason }) => [points, reason.rule])).toEqual([[100, "order"]]);
  });

  test("it may come back, and go on", async () => {
    for (let second = 0; second < 8; second += 2) {
      await store.putOrder("1", by(ANNA, second));
      await store.putOrder("1", by(BEN, second + 1));
    }
    await store.putOrder(
      "1",
      by(ANNA, 9, { refunds: [{ id: "r", refundedAt: "2026-11-02T00:00:00Z", amount: 4000 }] }),
    );
    expect([await available("anna"), await available("ben")]).toEqual([60, 0]);
    expect(await store.problems()).toEqual([]);
  });

  test("what the first had spent of it is owed by them alone", async () => {
    const { order } = await store.putOrder("1", annas(60_000, 0, { customer: ANNA }));
    await redeem(store, order.memberId ?? "");
    const { balance } = await store.putOrder("1", annas(60_000, 1, { customer: BEN }));
    expect(balance).toEqual({ available: 600, pending: 0, debt: 0 });
    expect(await store.balance(order.memberId ?? "")).toEqual({ available: 0, pending: 0, debt: 500 });
    expect(await store.problems()).toEqual([]);
  });

  test("what the first was spared is not the second's, and is used up where it comes back", async () => {
    await store.publish({ ...PROGRAM, debt: { policy: "within_balance" } });
    store.now += 1000;
    const placed = { placedAt: new Date(store.now).toISOString() };
    const of = (customer: Customer, second: number) => annas(60_000, second, { customer, ...placed });
    const { order } = await store.putOrder("1", of(ANNA, 1));
    await redeem(store, order.memberId ?? "");
    const bens = await store.putOrder("1", of(BEN, 2));
    expect(bens).toMatchObject({ balance: { available: 600 }, order: { points: 600, forgiven: 0 } });
    const cancelled = await store.putOrder("1", { ...of(BEN, 3), cancelledAt: placed.placedAt });
    expect(cancelled).toMatchObject({
      posted: -600,
      balance: { available: 0, debt: 0 },
      order: { forgiven: 0 },
    });
    expect(await store.problems()).toEqual([]);
    const back = await store.putOrder("1", of(ANNA, 4));
    expect(back).toMatchObject({ posted: 100, balance: { available: 100 }, order: { forgiven: 0 } });
    const [, , third, fourth] = await pointsOf(store, order.memberId ?? "");
    expect([third, fourth]).toEqual([-100, 100]);
    expect(await store.problems()).toEqual([]);
  });

  test("what the first was spared more than once is added up, and used up once", async () => {
    await store.publish({ ...PROGRAM, debt: { policy: "within_balance" } });
    store.now += 1000;
    const placed = { placedAt: new Date(store.now).toISOString() };
    const half = { refunds: [{ id: "r", refundedAt: placed.placedAt, amount: 30_000 }] };
    const of = (customer: Customer, second: number, more: Partial<OrderInput> = {}) =>
      annas(60_000, second, { customer, ...placed, ...more });
    const { order } = await store.putOrder("1", of(ANNA, 1));
    const anna = order.memberId ?? "";
    await redeem(store, anna);
    // Of the 300 that the refund takes 200 are spent, and of the 300 that go to Ben all.
    expect(await store.putOrder("1", of(ANNA, 2, half))).toMatchObject({ order: { forgiven: 200 } });
    await store.putOrder("1", of(BEN, 3, half));
    expect(await store.problems()).toEqual([]);
    const back = await store.putOrder("1", of(ANNA, 4, half));
    expect(back).toMatchObject({ balance: { available: 0 }, order: { points: 300, forgiven: 200 } });
    const whole = await store.putOrder("1", of(ANNA, 5));
    expect(whole).toMatchObject({ balance: { available: 100 }, order: { points: 600, forgiven: 0 } });
    // What was used up is not remembered when it goes and comes back again.
    await store.putOrder("1", of(BEN, 6));
    expect(await store.putOrder("1", of(ANNA, 7))).toMatchObject({ balance: { available: 100 } });
    expect(await pointsOf(store, anna)).toEqual([600, -500, -100, 100, -100, 100]);
    expect(await store.problems()).toEqual([]);
  });

  test("where nobody's, what was spared is remembered all the same", async () => {
    await store.publish({ ...PROGRAM, debt: { policy: "within_balance" } });
    store.now += 1000;
    const placed = { placedAt: new Date(store.now).toISOString() };
    const of = (customer: Customer, second: number) => annas(60_000, second, { customer, ...placed });
    const { order } = await store.putOrder("1", of(ANNA, 1));
    await redeem(store, order.memberId ?? "");
    const nobodys = await store.putOrder("1", of(null, 2));
    expect(nobodys).toMatchObject({ posted: -100, balance: null, order: { points: 0, forgiven: 0 } });
    expect(await store.problems()).toEqual([]);
    expect(await store.putOrder("1", of(ANNA, 3))).toMatchObject({
      posted: 100,
      balance: { available: 100 },
    });
    expect(await store.problems()).toEqual([]);
  });
});

describe("a guest who becomes a member", () => {
  const guest = by({ email: "anna@example.com" }, 0);
  const member = by(ANNA, 1, { lines: [{ id: "1", quantity: 1, amount: 9000 }] });
  const guestAgain = by({ email: "anna@example.com" }, 2, {
    lines: [{ id: "1", quantity: 1, amount: 8000 }],
  });

  test.each(permutations([guest, member, guestAgain]).map((states) => [states]))(
    "ends alike in every order of arrival (%#)",
    async (states) => {
      for (const state of states) await store.putOrder("1", state);
      expect(await available("anna")).toBe(80);
      expect(await store.problems()).toEqual([]);
    },
  );

  test.each(permutations([guest, member]).map((states) => [states]))(
    "is enrolled by whichever state names them (%#)",
    async (states) => {
      for (const state of states) await store.putOrder("1", state);
      expect(await available("anna")).toBe(90);
      expect(await store.problems()).toEqual([]);
    },
  );

  test("by a state that comes too late has their points for joining, and the order stays another's", async () => {
    await store.publish({ ...PROGRAM, earning: { ...PROGRAM.earning, signUp: 30 } });
    await store.putOrder("1", by(BEN, 2));
    const late = await store.putOrder("1", by(ANNA, 1));
    expect(late).toMatchObject({ stale: true, posted: 0, order: { memberId: await memberOf("ben") } });
    expect([await available("anna"), await available("ben")]).toEqual([30, 130]);
    expect(await store.problems()).toEqual([]);
  });

  test("keeps the order when their address is changed, and it is told with the old one", async () => {
    const memberId = await store.member("anna", { email: "anna@example.com" });
    await store.putOrder("1", guest);
    const change = { body: { email: "anna@new.example.com" } };
    expect((await store.server("PATCH", `/v1/members/${memberId}`, change)).status).toBe(200);
    await store.member("other", { email: "anna@example.com" });
    const refunded = await store.putOrder("1", guestAgain);
    expect(refunded).toMatchObject({ posted: -20, order: { memberId }, balance: { available: 80 } });
    expect(await store.problems()).toEqual([]);
  });
});

test("states of three customers end alike in every order of arrival", async () => {
  const states = [by(ANNA, 0), by(BEN, 1), by({ id: "cleo" }, 2), by(ANNA, 3)];
  const [first, ...others] = permutations(states);
  const ends = async (arrival: OrderInput[] | undefined) => {
    store = await StoreUnderTest.make();
    for (const state of arrival ?? []) await store.putOrder("1", state);
    expect(await store.problems()).toEqual([]);
    return [await available("anna"), await available("ben"), await available("cleo")];
  };
  const expected = await ends(first);
  expect(expected).toEqual([100, 0, 0]);
  for (const arrival of others) expect(await ends(arrival)).toEqual(expected);
});

test("20 states at once that name two customers leave it with the latest", async () => {
  const states = Array.from({ length: 20 }, (_, second) => by(second % 2 === 0 ? ANNA : BEN, second));
  await Promise.all(states.map((state) => store.putOrder("1", state)));
  expect([await available("anna"), await available("ben")]).toEqual([0, 100]);
  expect(await store.problems()).toEqual([]);
});
