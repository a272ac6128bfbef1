/** A voucher on an order is used while the order stands, and free again when it doesn't. */
import { beforeEach, describe, expect, test } from "vitest";
import { voucherSchema, type VoucherAnswer } from "../../../worker/rewards/answers.ts";
import { redeem } from "../http/furnished-store.ts";
import { DAY, order, START, StoreUnderTest, type OrderInput } from "../store-under-test.ts";

const iso = (at: number) => new Date(at).toISOString();

let store: StoreUnderTest;
let memberId: string;
let code: string;
beforeEach(async () => {
  store = await StoreUnderTest.make();
  memberId = await store.member("anna");
  await store.earn(memberId, 1000);
  code = await redeem(store, memberId);
});

async function voucher(): Promise<VoucherAnswer> {
  return (await store.server("GET", `/v1/vouchers/${code}`)).as(voucherSchema);
}

/** An order of Anna's with vouchers, told `second` seconds after it was placed. */
function withVouchers(vouchers: string[], second = 0, more: Partial<OrderInput> = {}): OrderInput {
  return order("anna", 9000, START, { updatedAt: iso(START + second * 1000), vouchers, ...more });
}

/** Tells the order's state, and gives back what became of its first voucher. */
async function accepted(orderId: string, state: OrderInput): Promise<boolean | undefined> {
  return (await store.putOrder(orderId, state)).vouchers[0]?.accepted;
}

describe("an order that names a voucher", () => {
  test("uses it, however it was typed", async () => {
    const answer = await store.putOrder("1", withVouchers([` ${code.toLowerCase()} `]));
    expect(answer.vouchers).toEqual([{ code, accepted: true, detail: null }]);
    expect(await voucher()).toMatchObject({ status: "used", orderId: "1", usedAt: iso(START) });
  });

  test("twice uses it once", async () => {
    const answer = await store.server("PUT", "/v1/orders/1", {
      body: withVouchers([code, code.toLowerCase()]),
    });
    expect(`${answer.status} ${answer.text}`).toMatch(/^200 /);
    expect(await voucher()).toMatchObject({ status: "used", orderId: "1" });
  });

  test("told again answers the same", async () => {
    const first = await store.putOrder("1", withVouchers([code]));
    expect(await store.putOrder("1", withVouchers([code]))).toEqual(first);
  });

  test("beside the store's own coupons uses ours and leaves theirs alone", async () => {
    const { vouchers } = await store.putOrder("1", withVouchers(["SUMMER10", code, "%_*", "É"]));
    expect(vouchers.map((each) => each.accepted)).toEqual([false, true, false, false]);
    expect(vouchers[0]?.detail).toBe("This is not a voucher of the program.");
  });

  test("of another member uses it: whoever has the code may", async () => {
    const other = order("ben", 9000, START, { vouchers: [code] });
    expect(await accepted("1", other)).toBe(true);
  });

  test("that was placed before the voucher was there, or after it expired, does not use it", async () => {
    expect(await accepted("early", withVouchers([code], 0, { placedAt: iso(START - 1) }))).toBe(false);
    const late = { placedAt: iso(START + 60 * DAY), updatedAt: iso(START + 60 * DAY) };
    expect(await accepted("late", withVouchers([code], 0, late))).toBe(false);
    expect(await voucher()).toMatchObject({ status: "issued", orderId: null });
    const last = { placedAt: iso(START + 60 * DAY - 1), updatedAt: iso(START + 60 * DAY) };
    expect(await accepted("in time", withVouchers([code], 0, last))).toBe(true);
  });
});

describe("a voucher is free again", () => {
  test.each([
    ["cancelled", { cancelledAt: iso(START) }],
    ["edited to leave it out", { vouchers: [] }],
  ])("when its order is %s, and used again when that is taken back", async (_how, change) => {
    await store.putOrder("1", withVouchers([code]));
    await store.putOrder("1", withVouchers([code], 1, change));
    expect(await voucher()).toMatchObject({ status: "issued", orderId: null, usedAt: null });
    await store.putOrder("1", withVouchers([code], 2));
    expect(await voucher()).toMatchObject({ status: "used", orderId: "1" });
  });

  test("for another order, and stays with that one when the first comes back", async () => {
    await store.putOrder("1", withVouchers([code]));
    await store.putOrder("1", withVouchers([code], 1, { cancelledAt: iso(START) }));
    expect(await accepted("2", withVouchers([code], 2))).toBe(true);
    const back = await store.putOrder("1", withVouchers([code], 3));
    expect(back.vouchers).toEqual([
      { code, accepted: false, detail: "The voucher was used on another order." },
    ]);
    await store.putOrder("1", withVouchers([code], 4, { cancelledAt: iso(START) }));
    expect(await voucher()).toMatchObject({ status: "used", orderId: "2" });
  });

  test("a partial refund leaves it used", async () => {
    await store.putOrder("1", withVouchers([code]));
    const refunds = [{ id: "r", refundedAt: iso(START), amount: 100 }];
    await store.putOrder("1", withVouchers([code], 1, { refunds }));
    expect(await voucher()).toMatchObject({ status: "used", orderId: "1" });
  });
});

describe("a voucher that is not free", () => {
  test("because another order has it, is not accepted, and the order says why", async () => {
    await store.putOrder("1", withVouchers([code]));
    const { vouchers } = await store.putOrder("2", withVouchers([code]));
    expect(vouchers).toEqual([{ code, accepted: false, detail: "The voucher was used on another order." }]);
    expect(await voucher()).toMatchObject({ orderId: "1" });
  });

  test("because it was released, is not accepted", async () => {
    await store.server("POST", `/v1/vouchers/${code}/release`, { body: {} });
    expect(await accepted("1", withVouchers([code]))).toBe(false);
    expect(await voucher()).toMatchObject({ status: "released", orderId: null });
  });

  test("of 20 orders at once that name it one has it", async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => accepted(`o${index}`, withVouchers([code]))),
    );
    expect(answers.filter((each) => each === true)).toHaveLength(1);
    expect((await voucher()).orderId).toBe(`o${answers.indexOf(true)}`);
  });

  test("what an order told again is answered is what the voucher is", async () => {
    await store.putOrder("1", withVouchers([code]));
    await store.putOrder("2", withVouchers([code]));
    await store.putOrder("1", withVouchers([code], 1, { cancelledAt: iso(START) }));
    const again = await accepted("2", withVouchers([code]));
    const { status, orderId } = await voucher();
    expect(again).toBe(status === "used" && orderId === "2");
  });

  test("marked as used by the store for the order itself is accepted, and stays used", async () => {
    await store.server("POST", `/v1/vouchers/${code}/use`, { body: { orderId: "1" } });
    await store.putOrder("1", withVouchers([]));
    expect(await voucher()).toMatchObject({ status: "used", orderId: "1" });
    expect(await accepted("1", withVouchers([code], 1))).toBe(true);
  });

  test("a stale state frees and uses nothing", async () => {
    await store.putOrder("1", withVouchers([code], 5));
    await store.putOrder("1", withVouchers([], 4));
    expect(await voucher()).toMatchObject({ status: "used", orderId: "1" });
  });
});
