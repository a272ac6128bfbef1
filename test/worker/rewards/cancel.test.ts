/** A member gives back what they didn't use, where the reward says so; nobody gives back another's. */
import { beforeEach, describe, expect, test } from "vitest";
import { releasedSchema } from "../../../worker/rewards/answers.ts";
import { contents } from "../database/contents.ts";
import { DAY, environment, order, START } from "../store-under-test.ts";
import { fiveOff, Shop } from "./shop.ts";

let shop: Shop;
let session: string;
beforeEach(async () => {
  shop = await Shop.open([
    fiveOff({ stock: 5, limits: [{ count: 1, period: "ever" }] }),
    {
      ...fiveOff({ id: "for-good", cancellable: false }),
    },
  ]);
  session = await shop.store.session("anna");
});

async function cancel(code: string, as = session) {
  return shop.store.page("POST", `/storefront/vouchers/${code}/cancel`, { session: as, body: {} });
}

test("a member gives their own back: points, place in the stock and in the limits", async () => {
  const { voucher } = await shop.have("five-off");
  expect(voucher.cancellable).toBe(true);
  const answer = (await cancel(voucher.code.toLowerCase())).as(releasedSchema);
  expect(answer.voucher).toEqual({ ...voucher, status: "released", cancellable: false });
  expect(answer.balance.available).toBe(5000);
  expect((await shop.have("five-off")).voucher.status).toBe("issued");
  expect(await shop.store.problems()).toEqual([]);
});

test("once, of 20 times at once", async () => {
  const { voucher } = await shop.have("five-off");
  const answers = await Promise.all(Array.from({ length: 20 }, () => cancel(voucher.code)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(await shop.available()).toBe(5000);
});

describe("what can't be given back", () => {
  test("another member's voucher is not found, and nothing changes", async () => {
    const { voucher } = await shop.have("five-off");
    await shop.store.member("ben");
    const ben = await shop.store.session("ben");
    const before = await contents(shop.store.id);
    expect((await cancel(voucher.code, ben)).problem().code).toBe("voucher_not_found");
    expect(await contents(shop.store.id)).toEqual(before);
  });

  test.each([
    ["used", "The voucher was used, so its points are spent."],
    ["released", "The voucher was released already."],
    ["expired", "The voucher has expired."],
  ])("one that is %s", async (status, detail) => {
    const { code } = (await shop.have("five-off")).voucher;
    if (status === "used") await shop.store.putOrder("1", order("anna", 9000, START, { vouchers: [code] }));
    if (status === "released") await shop.release(code);
    if (status === "expired") shop.store.now = START + 365 * DAY;
    session = await shop.store.session("anna");
    const available = await shop.available();
    expect((await cancel(code)).problem()).toMatchObject({ code: "voucher_not_releasable", detail });
    expect(await shop.available()).toBe(available);
  });

  test("one whose reward is for good; the store's server may release it all the same", async () => {
    const { voucher } = await shop.have("for-good");
    expect(voucher.cancellable).toBe(false);
    expect((await cancel(voucher.code)).problem().detail).toBe(
      "This reward can't be given back once it is redeemed.",
    );
    expect((await shop.release(voucher.code)).status).toBe(200);
  });

  test("one that no points were redeemed for", async () => {
    const shared = await shop.store.server("POST", "/v1/referral-links", {
      body: { memberId: shop.memberId },
    });
    const { code } = JSON.parse(shared.text) as { code: string };
    await shop.store.page("POST", "/storefront/referral-claims", {
      body: { code, email: "ben@example.com" },
    });
    const { results } = await environment.DB.prepare("SELECT code FROM vouchers WHERE store_id = ?")
      .bind(shop.store.id)
      .all<{ code: string }>();
    expect((await cancel(results[0]?.code ?? "")).problem().code).toBe("voucher_not_found");
  });
});
