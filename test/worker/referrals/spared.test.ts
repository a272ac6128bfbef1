/** A referral's points that are taken back after they were spent: by the program's rule on debt, and never given twice. */
import { describe, expect, test } from "vitest";
import { claimedSchema } from "../../../worker/referrals/claim.ts";
import { referralLinkSchema } from "../../../worker/referrals/link.ts";
import { redeem } from "../http/furnished-store.ts";
import {
  DAY,
  order,
  PROGRAM,
  START,
  StoreUnderTest,
  type OrderInput,
  type ProgramInput,
} from "../store-under-test.ts";

const iso = (at: number) => new Date(at).toISOString();

/** Ben's order of the first day, told `second` seconds later. */
function bens(second: number, more: Partial<OrderInput> = {}): OrderInput {
  const customer = { id: "ben", email: "ben@example.com" };
  return order("ben", 6000, START, { customer, updatedAt: iso(START + second * 1000), ...more });
}

/** Cancelled within the hold, and told after it. */
const cancelled = (second: number) => bens(second, { cancelledAt: iso(START + DAY) });

/** A store in which Anna was given 500 points for Ben's order, and has spent them. */
async function spent(debt: ProgramInput["debt"]) {
  const store = await StoreUnderTest.make({ ...PROGRAM, debt });
  const anna = await store.member("anna", { email: "anna@example.com" });
  const link = await store.server("POST", "/v1/referral-links", { body: { memberId: anna } });
  const claimed = await store.page("POST", "/storefront/referral-claims", {
    body: { code: link.as(referralLinkSchema).code, email: "ben@example.com" },
  });
  expect(claimed.as(claimedSchema).referral.status).toBe("claimed");
  await store.putOrder("1", bens(0));
  store.now = START + 31 * DAY;
  await redeem(store, anna);
  return { store, anna };
}

describe("points for a referral that no longer counts, after they were spent", () => {
  test.each([
    ["are owed", { policy: "allow_negative" }, 500],
    ["are owed down to the floor", { policy: "allow_negative", floor: 200 }, 200],
    ["are spared within the balance", { policy: "within_balance" }, 0],
    ["are spared where they were there to be spent", { policy: "only_pending" }, 0],
  ] as const)("%s, and not given a second time", async (_how, debt, owed) => {
    const { store, anna } = await spent(debt);
    for (let second = 1; second < 6; second += 2) {
      const { referral } = await store.putOrder("1", cancelled(second));
      expect(referral?.status).toBe("void");
      expect(await store.balance(anna)).toEqual({ available: 0, pending: 0, debt: owed });
      expect(await store.problems()).toEqual([]);
      await store.putOrder("1", bens(second + 1));
      expect(await store.balance(anna)).toEqual({ available: 0, pending: 0, debt: 0 });
      expect(await store.problems()).toEqual([]);
    }
  });
});
