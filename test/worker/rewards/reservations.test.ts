/** A voucher is kept for one checkout: two at once don't both have it, and the clock lets it go. */
import { beforeEach, describe, expect, test } from "vitest";
import { voucherCheckSchema } from "../../../worker/rewards/check-voucher.ts";
import { voucherSchema } from "../../../worker/rewards/answers.ts";
import { contents } from "../database/contents.ts";
import { order, START } from "../store-under-test.ts";
import { fiveOff, Shop, tally } from "./shop.ts";

const MINUTE = 60_000;

let shop: Shop;
let code: string;
beforeEach(async () => {
  shop = await Shop.open([fiveOff({ validDays: 1 })]);
  ({ code } = (await shop.have("five-off")).voucher);
});

const ask = (verb: string, body: object, key?: string) =>
  shop.store.server("POST", `/v1/vouchers/${code}/${verb}`, { body, ...(key === undefined ? {} : { key }) });
const reserve = (checkoutId: string, minutes = 15) => ask("reserve", { checkoutId, minutes });
const use = (orderId: string, checkoutId?: string) =>
  ask("use", { orderId, ...(checkoutId === undefined ? {} : { checkoutId }) });

test("of 20 checkouts at once one has it", async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => reserve(`cart-${index}`)));
  expect(tally(answers)).toEqual({ given: 1, voucher_not_usable: 19 });
  const won = answers.findIndex(({ status }) => status === 200);
  expect(tally(await Promise.all([use("1", `cart-${(won + 1) % 20}`), use("2")]))).toEqual({
    voucher_not_usable: 2,
  });
  expect((await use("3", `cart-${won}`)).as(voucherSchema)).toMatchObject({ status: "used", orderId: "3" });
});

test("of 20 uses at once without a reservation one has it", async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => use(String(index))));
  expect(tally(answers)).toEqual({ given: 1, voucher_not_usable: 19 });
});

describe("while it is reserved", () => {
  beforeEach(async () => {
    const answer = (await reserve("cart-1")).as(voucherSchema);
    expect(answer).toMatchObject({
      reservedUntil: new Date(START + 15 * MINUTE).toISOString(),
      cancellable: false,
    });
  });

  test("another checkout is told until when, and this one may ask again for longer", async () => {
    const until = new Date(START + 15 * MINUTE).toISOString();
    const detail = `The voucher is reserved for another checkout until ${until}.`;
    expect((await reserve("cart-2")).problem()).toMatchObject({ code: "voucher_not_usable", detail });
    expect((await use("9")).problem().detail).toBe(detail);
    const cart = { currency: "GBP", lines: [{ id: "1", quantity: 1, amount: 9000 }] };
    expect((await ask("check", { ...cart, checkoutId: "cart-2" })).as(voucherCheckSchema)).toMatchObject({
      holds: false,
      detail,
    });
    expect((await ask("check", { ...cart, checkoutId: "cart-1" })).as(voucherCheckSchema).holds).toBe(true);
    const longer = (await reserve("cart-1", 60)).as(voucherSchema);
    expect(longer.reservedUntil).toBe(new Date(START + 60 * MINUTE).toISOString());
  });

  test("the clock lets it go, to the millisecond, and no job has to", async () => {
    shop.store.now = START + 15 * MINUTE - 1;
    expect((await reserve("cart-2")).status).toBe(409);
    shop.store.now += 1;
    expect((await shop.voucher(code)).reservedUntil).toBeNull();
    expect((await reserve("cart-2")).status).toBe(200);
  });

  test("neither the member nor the store gives it back under the checkout", async () => {
    const session = await shop.store.session("anna");
    const cancel = () =>
      shop.store.page("POST", `/storefront/vouchers/${code}/cancel`, { session, body: {} });
    const detail = "The voucher is reserved for a checkout that is under way.";
    expect((await cancel()).problem()).toMatchObject({ code: "voucher_not_releasable", detail });
    expect((await shop.release(code)).problem().detail).toBe(detail);
    expect((await ask("unreserve", { checkoutId: "cart-1" })).as(voucherSchema).reservedUntil).toBeNull();
    expect((await cancel()).status).toBe(200);
    expect(await shop.available()).toBe(5000);
  });

  test("another checkout can't let it go", async () => {
    const before = (await contents(shop.store.id)).vouchers;
    expect((await ask("unreserve", { checkoutId: "cart-2" })).status).toBe(200);
    expect((await contents(shop.store.id)).vouchers).toEqual(before);
  });

  test("an order that names it uses it: it is a fact", async () => {
    const { vouchers } = await shop.store.putOrder("1", order("anna", 9000, START, { vouchers: [code] }));
    expect(vouchers).toMatchObject([{ accepted: true }]);
    expect((await use("2", "cart-1")).problem().detail).toBe("The voucher was used on another order.");
  });

  test("the same request again answers the same; another with its key is refused", async () => {
    const first = await ask("reserve", { checkoutId: "cart-1", minutes: 5 }, "again");
    shop.store.now += 3 * MINUTE;
    expect((await ask("reserve", { checkoutId: "cart-1", minutes: 5 }, "again")).text).toBe(first.text);
    expect((await ask("reserve", { checkoutId: "cart-2", minutes: 5 }, "again")).problem().code).toBe(
      "idempotency_key_reused",
    );
  });
});

test("it is never kept for longer than it can be used", async () => {
  shop.store.now = START + 86_400_000 - MINUTE;
  const { reservedUntil, expiresAt } = (await reserve("cart-1", 60)).as(voucherSchema);
  expect(reservedUntil).toBe(expiresAt);
});

test("one that was used is let go with it: a cancelled order frees it for anyone", async () => {
  await reserve("cart-1", 60);
  await use("1", "cart-1");
  const later = new Date(START + 1000).toISOString();
  await shop.store.putOrder(
    "1",
    order("anna", 9000, START, { vouchers: [code], updatedAt: later, cancelledAt: later }),
  );
  expect((await reserve("cart-2")).status).toBe(200);
});
