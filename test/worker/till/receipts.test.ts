/** Points for what was bought at a counter: one receipt, one order, whoever adds it and however often. */
import { beforeEach, describe, expect, test } from "vitest";
import { orderSchema } from "../../../worker/orders/answers.ts";
import { receiptSchema } from "../../../worker/till/receipt.ts";
import { losesOneAnswer } from "../database/bindings.ts";
import { redeemed } from "../http/furnished-store.ts";
import { environment, order } from "../store-under-test.ts";
import { Counter } from "./counter.ts";

let till: Counter;
let anna: string;
beforeEach(async () => {
  till = await Counter.open();
  anna = await till.store.member("anna", { email: "anna@example.com", firstName: "Anna" });
});

const balanceOf = async (memberId: string) => (await till.store.balance(memberId)).available;

describe("a receipt that is added", () => {
  test("gives its points, and is an order of the store", async () => {
    expect(await till.added(anna, "a 1042", 1250)).toMatchObject({
      receipt: { number: "A1042", memberId: anna, amount: 1250, refunded: 0, undoneAt: null },
      again: false,
      points: 12,
      balance: { available: 12 },
    });
    const order = await till.store.server("GET", "/v1/orders/till:A1042");
    expect(order.as(orderSchema)).toMatchObject({ memberId: anna, status: "paid", points: 12 });
    expect(await till.done()).toEqual(["receipt"]);
    expect(await till.store.problems()).toEqual([]);
  });

  test("again, with a key of its own, is the same order and gives nothing more", async () => {
    await till.added(anna, "1", 1250);
    expect(await till.added(anna, " 1 ", 1250)).toMatchObject({
      again: true,
      points: 12,
      balance: { available: 12 },
    });
    const other = await till.second();
    expect(await other.added(anna, "1", 1250)).toMatchObject({ again: true });
    expect(await balanceOf(anna)).toBe(12);
    expect(await other.done()).toEqual([]);
  });

  test("with another amount, or for somebody else, is refused and says what stands", async () => {
    const ben = await till.store.member("ben");
    await till.added(anna, "1", 1250);
    const more = (await till.add(anna, "1", 1300)).problem();
    expect(more).toMatchObject({ code: "receipt_taken", status: 409 });
    expect(more.detail).toContain("£12.50");
    const theirs = (await till.add(ben, "1", 1250)).problem();
    expect(theirs.code).toBe("receipt_taken");
    expect(theirs.detail).toContain("for another member");
    expect([await balanceOf(anna), await balanceOf(ben)]).toEqual([12, 0]);
  });

  test("is for a member who has neither address nor customer id as well, and for them alone", async () => {
    const made = await till.post("members", { phone: "07700 900123", firstName: "Dee" });
    const { id } = JSON.parse(made.text) as { id: string };
    const receipt = await till.added(id, "1", 4000);
    expect(receipt).toMatchObject({ receipt: { memberId: id }, points: 40 });
    await till.post("receipts/refund", { receipt: "1", amount: 1000 });
    expect(await balanceOf(id)).toBe(30);
    expect(await till.store.problems()).toEqual([]);
  });

  test("with a voucher uses it, and frees it when the receipt is undone", async () => {
    await till.store.earn(anna, 500);
    const given = await till.post("redemptions", { memberId: anna, rewardId: "five-off" });
    const { code } = given.as(redeemed).voucher;
    const receipt = (await till.add(anna, "1", 2500, { vouchers: [code] })).as(receiptSchema);
    expect(receipt.vouchers).toEqual([{ code, accepted: true, detail: null }]);
    expect((await till.look({ email: "anna@example.com" })).vouchers).toEqual([]);
    await till.post("receipts/undo", { receipt: "1" });
    expect((await till.look({ email: "anna@example.com" })).vouchers).toMatchObject([{ code }]);
  });
});

describe("two tills at once", () => {
  test("the same receipt: one order, and one of them is told that it stood already", async () => {
    const other = await till.second();
    const answers = await Promise.all(
      [till, other, till, other, till, other].map((each) => each.added(anna, "1", 5000)),
    );
    expect(answers.filter(({ again }) => !again)).toHaveLength(1);
    expect(await balanceOf(anna)).toBe(50);
    expect([...(await till.done()), ...(await other.done())]).toEqual(["receipt"]);
    expect(await till.store.problems()).toEqual([]);
  });

  test("one receipt with two amounts: the first stands whole, the others are refused", async () => {
    const other = await till.second();
    const answers = await Promise.all(
      [5000, 6000, 7000, 8000].map((amount, at) => (at % 2 ? other : till).add(anna, "1", amount)),
    );
    const stood = answers.filter(({ status }) => status === 200).map((answer) => answer.as(receiptSchema));
    expect(stood).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(3);
    expect(await balanceOf(anna)).toBe((stood[0]?.receipt.amount ?? 0) / 100);
  });

  test("one balance: as many rewards as it pays for, never one more", async () => {
    const other = await till.second();
    await till.store.earn(anna, 1200);
    const answers = await Promise.all(
      [till, other, till, other, till].map((each) =>
        each.post("redemptions", { memberId: anna, rewardId: "five-off" }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409, 409]);
    expect(await balanceOf(anna)).toBe(200);
    expect(await till.store.problems()).toEqual([]);
  });

  test("refunds of one receipt: never more than it came to", async () => {
    const other = await till.second();
    await till.added(anna, "1", 1000);
    const answers = await Promise.all(
      [till, other, till, other].map((each) => each.post("receipts/refund", { receipt: "1", amount: 300 })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 422]);
    expect(await balanceOf(anna)).toBe(1);
    expect(await till.store.problems()).toEqual([]);
  });
});

describe("a refund", () => {
  test("takes the points of what was given back, tax and all, and never goes below nothing", async () => {
    await till.add(anna, "1", 1200, { tax: 200 });
    expect(await balanceOf(anna)).toBe(10);
    const half = await till.post("receipts/refund", { receipt: "1", amount: 601 });
    expect(half.as(receiptSchema)).toMatchObject({ receipt: { refunded: 601 }, again: false });
    const over = (await till.post("receipts/refund", { receipt: "1", amount: 600 })).problem();
    expect(over).toMatchObject({ code: "invalid_request", errors: [{ pointer: "/amount" }] });
    expect(over.detail).toContain("£5.99");
    const rest = await till.post("receipts/refund", { receipt: "1", amount: 599 });
    expect(rest.as(receiptSchema)).toMatchObject({ receipt: { refunded: 1200 }, points: 0 });
    expect(await balanceOf(anna)).toBe(0);
    expect(await till.store.problems()).toEqual([]);
  });

  test("sent again after a lost answer is the same refund; the key with another amount is refused", async () => {
    await till.added(anna, "1", 1000);
    till.store.environment = losesOneAnswer().environment;
    const lost = await till.post("receipts/refund", { receipt: "1", amount: 300 }, "refund-1");
    till.store.environment = environment;
    expect(lost.status).toBe(500);
    const again = await till.post("receipts/refund", { receipt: "1", amount: 300 }, "refund-1");
    expect(again.as(receiptSchema)).toMatchObject({ receipt: { refunded: 300 }, balance: { available: 7 } });
    const other = await till.post("receipts/refund", { receipt: "1", amount: 400 }, "refund-1");
    expect(other.problem().code).toBe("idempotency_key_reused");
  });
});

test("a receipt that the store's server told anew is the server's to refund: a till would miss its lines", async () => {
  await till.added(anna, "1", 1000);
  const lines = ["x", "y"].map((id) => ({ id, quantity: 1, amount: 500 }));
  await till.store.putOrder("till:1", order("anna", 1000, till.store.now + 1000, { lines }));
  const refused = (await till.post("receipts/refund", { receipt: "1", amount: 500 })).problem();
  expect(refused).toMatchObject({
    code: "receipt_not_found",
    detail: expect.stringContaining("till:1") as string,
  });
  expect((await till.add(anna, "1", 900)).problem().code).toBe("receipt_taken");
  expect(await balanceOf(anna)).toBe(10);
});

describe("what was done by mistake", () => {
  test("a receipt is undone by who added it, and can be added rightly", async () => {
    const ben = await till.store.member("ben");
    await till.added(anna, "1", 10_000);
    const other = await till.second();
    expect((await other.post("receipts/undo", { receipt: "1" })).problem().code).toBe("too_late_to_undo");
    const undone = (await till.post("receipts/undo", { receipt: "1" })).as(receiptSchema);
    expect(undone).toMatchObject({ points: 0, balance: { available: 0 } });
    expect(undone.receipt.undoneAt).not.toBeNull();
    expect((await till.post("receipts/undo", { receipt: "1" })).as(receiptSchema).again).toBe(true);
    expect(await till.added(ben, "1", 1000)).toMatchObject({
      again: false,
      points: 10,
      receipt: { memberId: ben },
    });
    expect([await balanceOf(anna), await balanceOf(ben)]).toEqual([0, 10]);
    expect(await till.store.problems()).toEqual([]);
  });

  test("who added it anew has ten minutes of their own, and who added it first none", async () => {
    await till.added(anna, "1", 1000);
    await till.post("receipts/undo", { receipt: "1" });
    const other = await till.second();
    await other.added(anna, "1", 2000);
    expect((await till.post("receipts/undo", { receipt: "1" })).problem().code).toBe("too_late_to_undo");
    expect((await other.post("receipts/undo", { receipt: "1" })).status).toBe(200);
  });

  test("a redemption is undone by who redeemed it, once, and not after it was used", async () => {
    await till.store.earn(anna, 1000);
    const redeem = async () =>
      (await till.post("redemptions", { memberId: anna, rewardId: "five-off" })).as(redeemed).voucher.code;
    const [undone, used] = [await redeem(), await redeem()];
    const other = await till.second();
    expect((await other.post("redemptions/undo", { code: undone })).problem().code).toBe("too_late_to_undo");
    expect((await till.post("redemptions/undo", { code: undone })).status).toBe(200);
    expect(await balanceOf(anna)).toBe(500);
    const twice = (await till.post("redemptions/undo", { code: undone })).problem();
    expect(twice.code).toBe("voucher_not_releasable");
    await till.post("vouchers/use", { code: used, receipt: "9" });
    expect((await till.post("redemptions/undo", { code: used })).problem().code).toBe(
      "voucher_not_releasable",
    );
    expect(await till.done()).toEqual(["voucher_use", "redemption_undone", "redemption", "redemption"]);
  });

  test("who did it is told to the store, and never to the shopper", async () => {
    await till.store.earn(anna, 500);
    await till.post("redemptions", { memberId: anna, rewardId: "five-off" });
    const server = await till.store.server("GET", `/v1/members/${anna}/entries`);
    expect(server.text).toContain('"actor":"Priya"');
    const session = await till.store.session("anna");
    for (const path of ["/storefront/entries", "/storefront/panel"])
      expect((await till.store.page("GET", path, { session })).text).not.toContain("Priya");
  });
});
