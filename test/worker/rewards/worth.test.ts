/** What a page says a reward takes off a cart is what its voucher then takes off. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { programDocument } from "../../../worker/program/document.ts";
import type { PageLine } from "../../../worker/program/page-line.ts";
import { rewardWorth } from "../../../worker/program/reward-worth.ts";
import { voucherCheckSchema } from "../../../worker/rewards/check-voucher.ts";
import { panelSchema } from "../../../worker/storefront/answers.ts";
import { redeemed } from "../http/furnished-store.ts";
import { anyLine } from "../program/earning-drawn.ts";
import { PROGRAM } from "../store-under-test.ts";
import { Shop, type RewardInput } from "./shop.ts";

const names = fc.subarray(["a", "b", "c", "d"], { maxLength: 2 });
const products = fc.option(
  fc
    .record({ productIds: names, skus: names, collections: names, tags: names })
    .filter((set) => Object.values(set).some((list) => list.length > 0)),
);
const common = {
  points: fc.integer({ min: 1, max: 50 }),
  minimumOrder: fc.constantFrom(0, 0, 3000, 100_000),
  maximumShare: fc.option(fc.integer({ min: 1, max: 100 })),
  products,
};
const amount = fc.integer({ min: 1, max: 20_000 });

/** A sliding reward of up to ten steps from the third on, and the steps that are paid for. */
const sliding = fc
  .record({ ...common, amount, steps: fc.integer({ min: 3, max: 10 }) })
  .map(({ steps, points, ...reward }) => ({
    reward: { type: "amount_off", points, ...reward, sliding: { minimum: 3 * points, maximum: 10 * points } },
    price: steps * points,
  }));
const fixed = fc
  .oneof(
    fc.record({ type: fc.constantFrom("amount_off", "store_credit", "gift_card"), amount, ...common }),
    fc.record({
      type: fc.constant("percentage_off"),
      percent: fc.integer({ min: 1, max: 100 }),
      ceiling: fc.option(amount),
      ...common,
    }),
    fc.record({ type: fc.constant("free_shipping"), ...common, maximumShare: fc.constant(null) }),
    fc.record({
      type: fc.constant("free_product"),
      productId: fc.constantFrom("a", "b"),
      productName: fc.constant("A mug"),
      ...common,
      products: fc.constant(null),
    }),
    fc.record({ type: fc.constant("donation"), cause: fc.constant("Trees"), amount, points: common.points }),
  )
  .map((reward) => ({ reward, price: undefined }));

const anyReward = fc
  .oneof(sliding, fixed, fixed)
  .map(({ reward, price }) => ({ reward: { id: "it", name: "It", ...reward } as RewardInput, price }))
  .filter(({ reward }) => programDocument.safeParse({ ...PROGRAM, rewards: [reward] }).success);

const anyCart = fc.record({
  lines: fc.array(fc.tuple(anyLine, fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 5 }),
  shipping: fc.nat(900),
  currency: fc.constantFrom("GBP", "GBP", "GBP", "EUR"),
});

test("of any reward at any price, on any cart", async () => {
  let worth = 0;
  await fc.assert(
    fc.asyncProperty(anyReward, anyCart, async ({ reward, price }, { lines, shipping, currency }) => {
      const shop = await Shop.open([reward]);
      const session = await shop.store.session("anna");
      const panel = (await shop.store.page("GET", "/storefront/panel", { session })).as(panelSchema);
      const [offer] = panel.program.rewards;
      if (!offer) throw new Error("The reward is not offered.");
      const page = lines.map(([{ discount, ...line }, quantity]): PageLine => ({
        ...line,
        quantity,
        amount: line.amount - discount,
      }));
      const told = rewardWorth(panel, offer, { lines: page, shipping, currency }, price);

      const bought = await shop.store.page("POST", "/storefront/redemptions", {
        session,
        body: { rewardId: "it", ...(price === undefined ? {} : { points: price }) },
      });
      const { voucher } = bought.as(redeemed);
      expect(voucher.points).toBe(price ?? offer.points);
      const cart = {
        currency,
        lines: lines.map(([line, quantity], index) => ({ ...line, id: `${index}`, quantity })),
        shipping: { amount: shipping },
      };
      const asked = await shop.store.server("POST", `/v1/vouchers/${voucher.code}/check`, { body: cart });
      const { holds, discount } = asked.as(voucherCheckSchema);
      expect("why" in told).toBe(!holds);
      if ("why" in told) return;
      const { total, ...parts } = discount;
      expect(told).toEqual(parts);
      worth += Number(total > 0);
    }),
    { numRuns: 60 },
  );
  expect(worth).toBeGreaterThan(0);
}, 120_000);
