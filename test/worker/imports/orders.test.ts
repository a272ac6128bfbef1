/** Past orders: as history they count for tiers and nothing else; as points they earn by the rules of their day. */
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { databaseOf } from "../../../worker/database/client.ts";
import { scheduled } from "../../../worker/scheduled.ts";
import { memberExportSchema } from "../../../worker/members/export-member.ts";
import { memberSchema } from "../../../worker/members/answers.ts";
import { count } from "../database/contents.ts";
import {
  DAY,
  environment,
  order,
  PROGRAM,
  START,
  StoreUnderTest,
  type OrderInput,
  type ProgramInput,
} from "../store-under-test.ts";
import { importText } from "./importing.ts";

const TIERED = {
  ...PROGRAM,
  earning: {
    ...PROGRAM.earning,
    signUp: 25,
    campaigns: [{ id: "first", name: "Welcome", type: "add", points: 100, firstOrder: true }],
  },
  tiers: {
    by: "spend",
    over: "calendar_year",
    levels: [{ id: "silver", name: "Silver", threshold: 10_000, multiplier: 2, bonus: 50 }],
  },
} satisfies ProgramInput;

let store: StoreUnderTest;
beforeEach(async () => {
  store = await StoreUnderTest.make(TIERED);
});

const list = z.object({ items: z.array(memberSchema), next: z.null() });

async function memberOf(customerId: string) {
  const [member] = (await store.server("GET", `/v1/members?customerId=${customerId}`)).as(list).items;
  if (!member) throw new Error(`No member ${customerId}`);
  return (await store.server("GET", `/v1/members/${member.id}/export`)).as(memberExportSchema);
}

const lines = (orders: Record<string, OrderInput>) =>
  Object.entries(orders)
    .map(([id, each]) => JSON.stringify({ id, ...each }))
    .join("\n");
const at = (days: number) => START - days * DAY;
const iso = (days: number) => new Date(at(days)).toISOString();

describe("history", () => {
  test("counts for the tier and gives no points, no bonus, no notice; a refund of it takes none, and counts", async () => {
    const past = order("c-1", 12_000, at(40));
    const done = await importText(store, lines({ "1": past, "2": order("c-2", 500, at(30)) }), {
      kind: "orders",
    });
    expect(done.rows).toMatchObject({ created: 2, refused: 0 });
    expect(await memberOf("c-1")).toMatchObject({
      balance: { available: 0, pending: 0, debt: 0 },
      entries: [],
      tier: { id: "silver", figure: 12_000 },
      notices: [],
    });
    await scheduled(databaseOf(environment), store.now + DAY);
    expect((await memberOf("c-1")).entries).toEqual([]);

    const refund = { id: "r", refundedAt: iso(-1), amount: 11_000 };
    const told = await store.putOrder("1", {
      ...past,
      placedAt: iso(40.1),
      updatedAt: iso(-1),
      refunds: [refund],
    });
    expect(told).toMatchObject({ posted: 0, order: { points: 0, programVersion: 0 } });
    expect(await memberOf("c-1")).toMatchObject({ entries: [], tier: { id: null, figure: 1000 } });
    // Told once more it is history still.
    await store.putOrder("1", { ...past, updatedAt: iso(-2) });
    expect(await memberOf("c-1")).toMatchObject({ entries: [], tier: { id: "silver", figure: 12_000 } });
    expect(await store.problems()).toEqual([]);
  });

  test("a new order afterwards earns by the tier that it made, and is not the first one", async () => {
    await importText(store, lines({ "1": order("c-1", 12_000, at(40)) }), { kind: "orders" });
    const next = await store.putOrder("2", order("c-1", 1000, START));
    // Doubled by Silver; no points for a first order, none for joining, no bonus.
    expect(next.balance).toEqual({ available: 20, pending: 0, debt: 0 });
  });

  test("a guest's orders are nobody's, and make nobody new to the store later", async () => {
    const guest = order("", 5000, at(20), { customer: { email: "ella@example.com" } });
    const done = await importText(store, lines({ "1": guest }), { kind: "orders" });
    expect(done.rows.created).toBe(1);
    expect(await count("SELECT count(*) AS count FROM members WHERE store_id = ?", store.id)).toBe(0);
    const bo = await store.member("bo");
    const { code } = JSON.parse(
      (await store.server("POST", "/v1/referral-links", { body: { memberId: bo } })).text,
    ) as { code: string };
    const claim = await store.page("POST", "/storefront/referral-claims", {
      body: { code, email: "Ella@example.com" },
    });
    expect(claim.problem().code).toBe("not_a_new_customer");
  });

  test("of several states of an order the latest counts, in one slice or in several, in whatever order", async () => {
    const state = (amount: number, hours: number) =>
      order("c-1", amount, at(9), { updatedAt: new Date(at(9) + hours * 3_600_000).toISOString() });
    const rows = [state(500, 1), state(900, 3), state(700, 2)].map((each) =>
      JSON.stringify({ id: "1", ...each }),
    );
    await importText(store, rows.join("\n"), { kind: "orders" });
    expect((await memberOf("c-1")).tier?.figure).toBe(900);
    const later = await importText(
      store,
      [JSON.stringify({ id: "1", ...state(400, 9) }), ...rows].join("\n"),
      { kind: "orders" },
    );
    expect(later.rows).toMatchObject({ changed: 1, unchanged: 3 });
    expect((await memberOf("c-1")).tier?.figure).toBe(400);
    expect(await store.problems()).toEqual([]);
  });

  test("an order that earns already goes on earning", async () => {
    const earning = order("c-1", 1000, at(1));
    const placed = await store.putOrder("1", earning);
    const done = await importText(
      store,
      lines({
        "1": { ...earning, updatedAt: iso(0), refunds: [{ id: "r", refundedAt: iso(0), amount: 1000 }] },
      }),
      { kind: "orders" },
    );
    expect(done.rows).toMatchObject({ unchanged: 1 });
    expect((await memberOf("c-1")).balance).toEqual(placed.balance);
  });

  test("a list of orders as CSV: amounts are digits, never floats, and what is wrong is told", async () => {
    const text = [
      "Order ID;Placed at;Total;Customer ID;Refunded;Currency",
      "1;2026-10-01;€ 1.234,56;c-1;0;GBP",
      "2;2026-10-02;0,07;c-1;0,01;",
      "3;2026-10-02;12,345;c-1;;",
      "4;2026-10-02;12;c-1;;USD",
      "5;;12;c-1;;",
      ";2026-10-02;12;c-1;;",
      "7;2026-10-02;-12;c-1;;",
      "8;2026-10-02;12;;;",
    ].join("\n");
    const columns = {
      orderId: "order id",
      placedAt: "placed at",
      total: "total",
      customerId: "customer id",
      refunded: "refunded",
      currency: "currency",
    };
    const done = await importText(store, text, {
      kind: "orders",
      map: { columns },
      choices: { decimal: "," },
    });
    expect(done.kept.map(({ row, sentence }) => `${row} ${sentence}`)).toEqual([
      expect.stringContaining("3 The total has more decimals than GBP has."),
      expect.stringContaining("4 The order is in USD"),
      "5 The row doesn't say when the order was placed.",
      "6 The row has no order id.",
      expect.stringContaining("7 The total is below nothing"),
    ]);
    expect((await memberOf("c-1")).tier?.figure).toBe(123_456 + 6);
    expect(done.rows).toMatchObject({ created: 3, refused: 5 });
  });
});

describe("points", () => {
  test("orders earn as if they were told today, by the first program, dated from when they were paid", async () => {
    const past = lines({
      "1": order("c-1", 2000, at(40)),
      "2": order("c-1", 3000, at(39)),
      "3": order("c-2", 100, at(1), { currency: "USD" }),
    });
    const done = await importText(store, past, { kind: "orders", choices: { orders: "points" } });
    expect(done.rows).toMatchObject({ read: 3, created: 2, refused: 1 });
    const found = await memberOf("c-1");
    expect(found.balance.available).toBe(25 + 20 + 100 + 30);
    expect(found.lots.map(({ earnedAt }) => earnedAt)).toContain(iso(40));
    expect(await store.problems()).toEqual([]);
  });
});
