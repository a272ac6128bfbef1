/** Orders as WooCommerce tells them, through the store's own route: what a member has in the end. */
import { expect, test } from "vitest";
import { order as placed, given, line, refund, told } from "./fixtures.ts";
import { PROGRAM, StoreUnderTest } from "../../store-under-test.ts";

async function tell(store: StoreUnderTest, body: unknown): Promise<void> {
  const said = told(body);
  if (said.kind !== "order") throw new Error(`No order: ${said.kind}`);
  await store.putOrder(said.orderId, said.update);
}

const changed = (second: number) => ({
  date_modified_gmt: `2026-11-02T10:00:${String(second).padStart(2, "0")}`,
});
const brief = [{ id: 11, reason: "", total: "-45.00" }];
const detailed = [refund(11, "45.00", [given(1, "45.00")])];

/** After all that the stories tell. */
const LATER = Date.UTC(2026, 10, 10);

/** A story of one order, in the order in which it happened, and what it is worth at its end. */
const STORIES: [name: string, states: object[], points: number][] = [
  ["paid", [placed({ status: "pending", date_paid_gmt: null }), placed()], 92],
  ["placed and paid within a second", [placed({ status: "pending", ...changed(5) }), placed(changed(5))], 92],
  ["completed", [placed(), placed({ status: "completed", ...changed(9) })], 92],
  [
    "a payment that failed, and then came",
    [placed({ status: "failed", ...changed(1) }), placed(changed(7))],
    92,
  ],
  ["cancelled", [placed(), placed({ status: "cancelled", ...changed(9) })], 0],
  [
    "put in the bin and taken out again",
    [placed({ status: "trash", ...changed(8) }), placed(changed(9))],
    92,
  ],
  ["a refund told by its total", [placed(), placed({ refunds: brief, ...changed(9) })], 47],
  [
    "a refund told by its total and read by its lines, in the same second",
    [placed(), placed({ refunds: brief, ...changed(9) }), placed({ refunds: detailed, ...changed(9) })],
    47,
  ],
  ["refunded whole, without a list", [placed(), placed({ status: "refunded", ...changed(9) })], 0],
  [
    "edited, with a line more",
    [placed(), placed({ line_items: [line(1, "45.00"), line(9, "100.00")], ...changed(9) })],
    145,
  ],
];

test.each(STORIES)("%s: the same in any order of arrival, and told twice", async (_, states, points) => {
  for (const story of [states, [...[...states].reverse(), ...states]]) {
    const store = await StoreUnderTest.make(PROGRAM, LATER);
    const member = await store.member("26", { email: "anna@example.com" });
    for (const state of story) await tell(store, state);
    expect(await store.balance(member)).toMatchObject({ available: points, debt: 0 });
    expect(await store.problems()).toEqual([]);
  }
});

test("the state with the lines of a refund wins over the one without, so that a rate by product is right", async () => {
  const rates = [{ products: { productIds: ["91"] }, points: 10, per: 100 }];
  const earning = { ...PROGRAM.earning, order: { points: 1, per: 100, rates } };
  const store = await StoreUnderTest.make({ ...PROGRAM, earning }, LATER);
  const member = await store.member("26");
  for (const refunds of [detailed, brief]) await tell(store, placed({ refunds, ...changed(9) }));
  expect((await store.balance(member)).available).toBe(47);
});

test("a guest's order is the member's who has the address, and waits where nobody has", async () => {
  const store = await StoreUnderTest.make(PROGRAM, LATER);
  await tell(store, placed({ customer_id: 0 }));
  const member = await store.member("26", { email: "anna@example.com" });
  await tell(store, placed({ customer_id: 0 }));
  expect((await store.balance(member)).available).toBe(92);
});

test("a voucher's code in WooCommerce's small letters is our voucher, used on the order and free when it is cancelled", async () => {
  const store = await StoreUnderTest.make();
  const member = await store.member("26");
  await store.earn(member, 500);
  const redeemed = await store.server("POST", "/v1/redeem", {
    body: { memberId: member, rewardId: "five-off" },
  });
  const { voucher } = JSON.parse(redeemed.text) as { voucher: { code: string } };
  const coupon_lines = [{ id: 7, code: voucher.code.toLowerCase(), discount: "5.00", discount_tax: "0.00" }];
  const lines = [line(1, "40.00", { subtotal: "45.00" })];
  const statusOf = async () => {
    const answer = await store.server("GET", `/v1/vouchers/${voucher.code}`);
    return (JSON.parse(answer.text) as { status: string }).status;
  };
  store.now = LATER;
  await tell(store, placed({ coupon_lines, line_items: lines }));
  expect(await statusOf()).toBe("used");
  expect((await store.balance(member)).available).toBe(40);
  await tell(store, placed({ coupon_lines, line_items: lines, status: "cancelled", ...changed(9) }));
  expect(await statusOf()).toBe("issued");
});
