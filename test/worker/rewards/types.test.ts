/** A voucher says all that its reward said, whatever becomes of the reward. */
import { describe, expect, test } from "vitest";
import { DAY, START } from "../store-under-test.ts";
import { fiveOff, Shop, type RewardInput } from "./shop.ts";

const iso = (at: number) => new Date(at).toISOString();
const base = { points: 500 };

const cases: [RewardInput, object][] = [
  [fiveOff({ minimumOrder: 2000 }), { type: "amount_off", amount: 500, minimumOrder: 2000 }],
  [
    {
      ...base,
      id: "ten",
      name: "10% off",
      type: "percentage_off",
      percent: 10,
      ceiling: 2000,
      maximumShare: 50,
    },
    { type: "percentage_off", amount: null, percent: 10, ceiling: 2000, maximumShare: 50 },
  ],
  [
    { ...base, id: "post", name: "Free delivery", type: "free_shipping" },
    { type: "free_shipping", amount: null },
  ],
  [
    {
      ...base,
      id: "mug",
      name: "A mug",
      type: "free_product",
      productId: "p-7",
      productName: "Stoneware mug",
    },
    { type: "free_product", amount: null, productId: "p-7", productName: "Stoneware mug" },
  ],
  [
    { ...base, id: "credit", name: "£5 credit", type: "store_credit", amount: 500 },
    { type: "store_credit", amount: 500 },
  ],
  [
    { ...base, id: "card", name: "A gift card", type: "gift_card", amount: 500 },
    { type: "gift_card", amount: 500 },
  ],
  [
    { ...base, id: "talk", name: "An evening", type: "experience", description: "Supper in the studio" },
    { type: "experience", amount: null, description: "Supper in the studio" },
  ],
  [
    {
      ...base,
      id: "spa",
      name: "A spa day",
      type: "partner_offer",
      partner: "Fern Spa",
      description: "Half price on weekdays",
      url: "https://spa.example.com/book",
    },
    {
      type: "partner_offer",
      amount: null,
      partner: "Fern Spa",
      description: "Half price on weekdays",
      url: "https://spa.example.com/book",
    },
  ],
  [
    { ...base, id: "trees", name: "Plant a tree", type: "donation", cause: "Trees for Kent", amount: 500 },
    { type: "donation", amount: 500, cause: "Trees for Kent" },
  ],
];

describe("a redemption gives a voucher of the reward's type", () => {
  test.each(cases)("$type", async (reward, expected) => {
    const shop = await Shop.open([reward]);
    const { voucher, redemption, balance } = await shop.have(reward.id);
    expect(voucher).toMatchObject({
      name: reward.name,
      currency: "GBP",
      points: 500,
      status: "issued",
      cancellable: true,
      expiresAt: iso(START + 365 * DAY),
      ...expected,
    });
    expect(redemption).toMatchObject({ rewardId: reward.id, points: 500 });
    expect(balance.available).toBe(4500);
    expect(await shop.store.problems()).toEqual([]);
  });

  test.each(cases)(
    "$type: what the store reads later is the same, also when the program has changed",
    async (reward) => {
      const shop = await Shop.open([reward]);
      const { voucher } = await shop.have(reward.id);
      await shop.change([]);
      expect(await shop.voucher(voucher.code)).toEqual(voucher);
    },
  );
});

test("products a reward is for stay with the voucher", async () => {
  const products = { productIds: ["p-1"], tags: ["sale"] };
  const shop = await Shop.open([fiveOff({ products })]);
  const { voucher } = await shop.have("five-off");
  expect(voucher.products).toEqual({ productIds: ["p-1"], skus: [], collections: [], tags: ["sale"] });
});

test("an order uses a voucher of any type", async () => {
  const shop = await Shop.open(cases.map(([reward]) => reward));
  for (const [index, [reward]] of cases.entries()) {
    const { voucher } = await shop.have(reward.id);
    const { vouchers } = await shop.store.putOrder(`o${index}`, {
      customer: { id: "anna" },
      currency: "GBP",
      placedAt: iso(START),
      updatedAt: iso(START),
      paidAt: iso(START),
      lines: [{ id: "1", quantity: 1, amount: 9000 }],
      vouchers: [voucher.code],
    });
    expect(vouchers).toEqual([{ code: voucher.code, accepted: true, detail: null }]);
  }
});
