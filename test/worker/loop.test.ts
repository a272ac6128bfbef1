import { expect, test } from "vitest";
import { z } from "zod";
import { memberSchema } from "../../worker/members/answers.ts";
import { claimedSchema } from "../../worker/referrals/claim.ts";
import { referralLinkSchema } from "../../worker/referrals/link.ts";
import { redeemedSchema } from "../../worker/rewards/answers.ts";
import { panelSchema } from "../../worker/storefront/answers.ts";
import { DAY, order, SHOP, START, StoreUnderTest } from "./store-under-test.ts";

const sessionSchema = z.object({ session: z.string(), expiresAt: z.string(), panel: panelSchema });

test("a shopper earns, redeems and shares, and a friend's order brings the advocate's reward", async () => {
  const store = await StoreUnderTest.make();
  const placed = await store.putOrder("1001", order("anna", 64_050, START));
  expect(placed).toMatchObject({ posted: 640, balance: { available: 640, pending: 0, debt: 0 } });

  const token = await store.token("anna", { claims: { name: "Anna", email: "anna@example.com" } });
  const signedIn = (await store.page("POST", "/storefront/sessions", { body: { token } })).as(sessionSchema);
  expect(signedIn.panel.balance.available).toBe(640);
  const { session } = signedIn;

  const redeemed = (
    await store.page("POST", "/storefront/redemptions", { session, body: { rewardId: "five-off" } })
  ).as(redeemedSchema);
  expect(redeemed.balance).toEqual({ available: 140, pending: 0, debt: 0 });
  expect(redeemed.voucher).toMatchObject({ status: "issued", amount: 500, points: 500 });

  const link = (await store.page("POST", "/storefront/referral-links", { session, body: {} })).as(
    referralLinkSchema,
  );
  const followed = await store.call("GET", `/r/${link.code}`);
  expect(followed.status).toBe(302);
  expect(followed.headers.get("location")).toBe(`${SHOP}/?from=friend&regulars_ref=${link.code}`);

  const claimed = (
    await store.page("POST", "/storefront/referral-claims", {
      body: { code: link.code, email: "ben@example.com", firstName: "Ben" },
    })
  ).as(claimedSchema);
  expect(claimed.voucher).toMatchObject({ status: "issued", amount: 1000, minimumOrder: 4000 });

  store.now += DAY;
  const friends = await store.putOrder(
    "1002",
    order("ben", 6000, store.now, {
      customer: { id: "ben", email: "ben@example.com" },
      discount: 1000,
      vouchers: [claimed.voucher.code],
    }),
  );
  expect(friends.referral).toMatchObject({ status: "pending", detail: null });
  expect(friends.vouchers).toEqual([{ code: claimed.voucher.code, accepted: true, detail: null }]);
  expect(friends.posted).toBe(50);

  const panel = (await store.page("GET", "/storefront/panel", { session: await store.session("anna") })).as(
    panelSchema,
  );
  expect(panel.balance).toEqual({ available: 140, pending: 500, debt: 0 });
  expect(panel.referral?.friends).toMatchObject([{ firstName: "Ben", status: "pending" }]);

  store.now += 30 * DAY;
  const [anna] = (await store.server("GET", "/v1/members?customerId=anna")).as(
    z.object({ items: z.array(memberSchema), next: z.null() }),
  ).items;
  expect(await store.balance(anna?.id ?? "")).toEqual({ available: 640, pending: 0, debt: 0 });
  expect(await store.problems()).toEqual([]);
});
