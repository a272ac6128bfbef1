/** Promise 6: an order's states converge in whatever order, and however often, they arrive. */
import { describe, expect, test } from "vitest";
import { runsBefore } from "../database/bindings.ts";
import { contents, count } from "../database/contents.ts";
import { entriesPage } from "../http/furnished-store.ts";
import {
  DAY,
  environment,
  order,
  PROGRAM,
  START,
  StoreUnderTest,
  type OrderInput,
} from "../store-under-test.ts";

const iso = (at: number) => new Date(at).toISOString();

/** The order's story: placed, paid, a line refunded, then all of it cancelled. */
const placed = order("anna", 10_000, START, { paidAt: null });
const paid = order("anna", 10_000, START, { updatedAt: iso(START + 1000) });
const refunded = order("anna", 10_000, START, {
  updatedAt: iso(START + 2000),
  refunds: [{ id: "r1", refundedAt: iso(START + 2000), lines: [{ lineId: "1", amount: 2500 }] }],
});
const cancelled: OrderInput = { ...refunded, updatedAt: iso(START + 3000), cancelledAt: iso(START + 3000) };

async function balanceAfter(states: OrderInput[]): Promise<unknown> {
  const store = await StoreUnderTest.make();
  const memberId = await store.member("anna");
  for (const state of states) await store.putOrder("1", state);
  expect(await store.problems()).toEqual([]);
  return store.balance(memberId);
}

describe("the latest state counts", () => {
  test.each([
    ["in order", [placed, paid, refunded], 75],
    ["turned round", [refunded, paid, placed], 75],
    ["the middle last", [placed, refunded, paid], 75],
    ["each twice", [paid, paid, refunded, paid, refunded], 75],
    ["to the end", [placed, paid, refunded, cancelled], 0],
    ["the end first", [cancelled, placed, paid, refunded], 0],
  ])("%s", async (_how, states, available) => {
    expect(await balanceAfter(states)).toEqual({ available, pending: 0, debt: 0 });
  });

  test("a state older than the one known says so and changes nothing", async () => {
    const store = await StoreUnderTest.make();
    await store.putOrder("1", refunded);
    const before = await contents(store.id);
    const answer = await store.putOrder("1", paid);
    expect(answer).toMatchObject({ stale: true, posted: 0, balance: { available: 75 } });
    expect(answer.order).toMatchObject({
      points: 75,
      status: "partly_refunded",
      updatedAt: iso(START + 2000),
    });
    expect(await contents(store.id)).toEqual(before);
  });

  test("of two different states of one instant the same wins, whichever came first", async () => {
    const rivals = [5000, 6000, 7000, 8000].map((amount) => order("anna", amount, START));
    const ends = new Set<string>();
    for (const states of [rivals, [...rivals].reverse(), [...rivals, ...rivals]])
      ends.add(JSON.stringify(await balanceAfter(states)));
    expect(ends.size).toBe(1);
  });

  test("also where it is written between an older one's reading and its writing", async () => {
    const store = await StoreUnderTest.make();
    await store.putOrder("1", placed);
    const newer = { updatedAt: iso(START + 3000), cancelledAt: iso(START + 3000) };
    store.environment = runsBefore(
      (batch) => batch === 2,
      async () => store.putOrder("1", { ...placed, ...newer }),
    );
    await store.putOrder("1", { ...placed, updatedAt: iso(START + 500) });
    store.environment = environment;
    expect(await store.putOrder("1", paid)).toMatchObject({ posted: 0, balance: { available: 0 } });
  });

  test("times are compared as instants, in whatever zone they are written", async () => {
    const store = await StoreUnderTest.make();
    await store.putOrder("1", { ...paid, updatedAt: "2026-11-01T13:00:00+01:00" });
    const answer = await store.putOrder("1", { ...refunded, updatedAt: "2026-11-01T11:59:59Z" });
    expect(answer.stale).toBe(true);
    expect((await store.putOrder("1", { ...refunded, updatedAt: "2026-11-01T07:00:01-05:00" })).posted).toBe(
      -25,
    );
  });
});

describe("at once", () => {
  test("the same order 50 times earns once, and each is answered alike", async () => {
    const store = await StoreUnderTest.make();
    const answers = await Promise.all(Array.from({ length: 50 }, () => store.putOrder("1", paid)));
    for (const answer of answers)
      expect(answer).toMatchObject({ posted: 100, stale: false, balance: { available: 100 } });
    expect(await count("SELECT count(*) AS count FROM entries WHERE store_id = ?", store.id)).toBe(1);
    expect(await store.problems()).toEqual([]);
  });

  test("50 orders of one new customer enrol one member, and every one counts", async () => {
    const store = await StoreUnderTest.make({ ...PROGRAM, earning: { ...PROGRAM.earning, signUp: 30 } });
    const orders = Array.from({ length: 50 }, (_, index) =>
      store.putOrder(
        `o${index}`,
        order("anna", 100 * (index + 1), START, { customer: { id: "anna", email: "anna@example.com" } }),
      ),
    );
    const members = new Set((await Promise.all(orders)).map((answer) => answer.order.memberId));
    expect(members.size).toBe(1);
    const [memberId] = members;
    expect(await store.balance(memberId ?? "")).toEqual({ available: 1275 + 30, pending: 0, debt: 0 });
    expect(await store.problems()).toEqual([]);
  });

  test("20 states of one order leave the latest, whichever is written last", async () => {
    const store = await StoreUnderTest.make();
    const states = Array.from({ length: 20 }, (_, index) =>
      order("anna", 1000 * (index + 1), START, { updatedAt: iso(START + index) }),
    );
    const turned = states.map((_, index) => states[(index * 7) % 20]).filter((state) => state !== undefined);
    const answers = await Promise.all(turned.map((state) => store.putOrder("1", state)));
    expect(answers[0]?.order.memberId).toBeTruthy();
    const last = await store.putOrder("1", order("anna", 20_000, START, { updatedAt: iso(START + 19) }));
    expect(last.balance).toMatchObject({ available: 200 });
    expect(await store.problems()).toEqual([]);
  });

  test("two customers with one address each keep their own orders", async () => {
    const store = await StoreUnderTest.make();
    await store.server("POST", "/v1/members", { body: { email: "both@example.com" } });
    const of = (id: string) => order(id, 1000, START, { customer: { id, email: "both@example.com" } });
    // The second order is written between the first one's read and its write.
    store.environment = runsBefore(
      (batch) => batch === 2,
      async () => {
        store.environment = environment;
        await store.putOrder("b", of("bert"));
      },
    );
    await store.putOrder("a", of("abby"));
    store.environment = environment;
    const [first, second] = [
      await store.putOrder("a2", { ...of("abby"), customer: { id: "abby" } }),
      await store.putOrder("b2", { ...of("bert"), customer: { id: "bert" } }),
    ];
    expect(first.order.memberId).not.toBe(second.order.memberId);
    expect([first.balance, second.balance]).toMatchObject([{ available: 20 }, { available: 20 }]);
  });
});

describe("the rules an order was placed under", () => {
  const doubled = { ...PROGRAM, earning: { order: { points: 2, per: 100 }, signUp: null, holdDays: 0 } };

  test("count for it, though it is told after newer ones were published", async () => {
    const store = await StoreUnderTest.make();
    store.now = START + DAY;
    await store.publish(doubled);
    store.now = START + 2 * DAY;
    const old = await store.putOrder("1", order("anna", 10_000, START + DAY - 1));
    const late = await store.putOrder("2", order("anna", 10_000, START + DAY));
    expect([old.order.programVersion, old.posted]).toEqual([1, 100]);
    expect([late.order.programVersion, late.posted]).toEqual([2, 200]);
  });

  test("count for it, though they were published between its reading and its writing", async () => {
    const store = await StoreUnderTest.make();
    // From then on the Worker knows the store's rules: an order is one batch that reads, and one that writes.
    await store.member("anna");
    store.now = START + DAY;
    store.environment = runsBefore(
      (batch) => batch === 2,
      async () => store.publish(doubled),
    );
    const told = await store.putOrder("1", order("anna", 10_000, START + DAY));
    store.environment = environment;
    expect([told.order.programVersion, told.posted]).toEqual([2, 200]);
  });

  test("stay the order's when it is refunded after newer ones were published", async () => {
    const store = await StoreUnderTest.make();
    await store.putOrder("1", paid);
    store.now = START + DAY;
    await store.publish(doubled);
    expect(await store.putOrder("1", refunded)).toMatchObject({ posted: -25, order: { programVersion: 1 } });
  });

  test("are the store's first for an order from before there were any", async () => {
    const store = await StoreUnderTest.make();
    const answer = await store.putOrder("1", order("anna", 10_000, START - 365 * DAY));
    expect([answer.order.programVersion, answer.posted]).toEqual([1, 100]);
  });

  test("an order told before the first program earns once there is one, and its lines add up", async () => {
    const store = await StoreUnderTest.make(null);
    const first = await store.putOrder("1", paid);
    expect(first.posted).toBe(0);
    await store.publish(PROGRAM);
    const told = await store.putOrder("1", { ...paid, updatedAt: iso(START + 5000) });
    expect(told.posted).toBe(100);
    const path = `/v1/members/${told.order.memberId ?? ""}/entries`;
    const [entry] = (await store.server("GET", path)).as(entriesPage).items;
    expect(entry?.points).toBe(100);
    expect(entry?.reason.lines).toEqual([{ id: "1", points: 100 }]);
    expect(entry?.reason.rule).toBe("order");
  });
});

test("an id of any letters is the order's own", async () => {
  const store = await StoreUnderTest.make();
  for (const id of ["a/b", "a:1", "a", "#1001", "☃", "%25", "x".repeat(255), "..", "a b", "__proto__"]) {
    const path = `/v1/orders/${id === ".." ? "..." : encodeURIComponent(id)}`;
    const answer = await store.server("PUT", path, { body: order("anna", 100, START) });
    expect([id, answer.status]).toEqual([id, 200]);
    expect((await store.server("GET", path)).text).toContain(JSON.stringify(id === ".." ? "..." : id));
  }
  expect(await store.problems()).toEqual([]);
});
