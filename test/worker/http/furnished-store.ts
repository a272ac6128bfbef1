/** A store in which everything a route can name is there: a member, an order, vouchers, a link, a claim. */
import { z } from "zod";
import { entrySchema } from "../../../worker/members/answers.ts";
import { claimedSchema } from "../../../worker/referrals/claim.ts";
import { referralLinkSchema } from "../../../worker/referrals/link.ts";
import { signedInSchema } from "../../../worker/till/sign-in.ts";
import { signInSchema } from "../../../worker/till/staff.ts";
import { voucherSchema } from "../../../worker/rewards/answers.ts";
import { order, PROGRAM, START, StoreUnderTest, type ProgramInput } from "../store-under-test.ts";

/** Its program: the usual one, with actions and transfers. */
export const FURNISHED = {
  ...PROGRAM,
  earning: {
    ...PROGRAM.earning,
    actions: [
      { id: "review", name: "Write a review", points: 50 },
      { id: "visit", name: "Come by", points: 5, by: "shopper", limits: [{ count: 100, period: "day" }] },
    ],
  },
  transfers: { dailyCap: 1000 },
} satisfies ProgramInput;

export interface Furnished {
  store: StoreUnderTest;
  /** Anna: a member with 9,500 points, who redeemed one reward and shares a link. */
  memberId: string;
  /** Zoe, another member. */
  otherMemberId: string;
  session: string;
  /** Priya, who serves at the till, her sign-in, and her session there. */
  staffId: string;
  signIn: { number: string; pin: string };
  till: string;
  /** What Priya has just done for Cora: two receipts of £12.50, the voucher of a reward; and another voucher of hers. */
  counter: { memberId: string; receipt: string; undoneReceipt: string; redeemed: string; voucher: string };
  /** Of the reward that Anna redeemed. */
  voucher: string;
  /** Of another of Anna's, which was a gift of 500 points before. */
  spareVoucher: string;
  link: string;
  /** Of the welcome reward that ben@example.com claimed. */
  friendVoucher: string;
  /** The order that earned Anna's points. */
  orderId: string;
  /** Of the second page of Anna's entries. */
  cursor: string;
}

/** What a redemption is answered with, as far as tests read it. */
export const redeemed = z.object({
  redemption: z.object({ id: z.string(), rewardId: z.string(), points: z.int(), createdAt: z.string() }),
  voucher: voucherSchema,
  balance: z.object({ available: z.int(), pending: z.int(), debt: z.int() }),
});

/** A page of entries. */
export const entriesPage = z.object({ items: z.array(entrySchema), next: z.string().nullable() });

/** A new store, furnished. */
export async function furnish(): Promise<Furnished> {
  const store = await StoreUnderTest.make(FURNISHED, START, { sandbox: true });
  const orderId = "1001";
  const customer = { id: "anna", email: "anna@example.com", firstName: "Anna" };
  const placed = await store.putOrder(orderId, order("anna", 1_000_000, START, { customer }));
  const memberId = placed.order.memberId ?? "";
  const session = await store.session("anna");
  await store.earn(memberId, 500);
  const spareVoucher = await redeem(store, memberId);
  const voucher = await redeem(store, memberId);
  await store.server("POST", "/v1/code-pools/spa-days/codes", { body: { codes: [`SPA-${store.handle}`] } });
  const shared = await store.server("POST", "/v1/referral-links", { body: { memberId } });
  const link = shared.as(referralLinkSchema).code;
  const claimed = await store.page("POST", "/storefront/referral-claims", {
    body: { code: link, email: "ben@example.com", firstName: "Ben" },
  });
  const otherMemberId = await store.member("zoe");
  const { staffId, signIn, till } = await staffOf(store, "Priya");
  const counter = await servedAtTill(store, till);
  const entries = await store.server("GET", `/v1/members/${memberId}/entries?limit=1`);
  return {
    store,
    memberId,
    otherMemberId,
    session,
    staffId,
    signIn,
    till,
    counter,
    voucher,
    spareVoucher,
    link,
    friendVoucher: claimed.as(claimedSchema).voucher.code,
    orderId,
    cursor: entries.as(entriesPage).next ?? "",
  };
}

/** A member of staff of the store, signed in at a till. */
export async function staffOf(store: StoreUnderTest, name: string) {
  const made = await store.server("POST", "/v1/staff", { body: { name } });
  const { staff, pin } = made.as(signInSchema);
  const signIn = { number: staff.number, pin };
  const signedIn = await store.page("POST", "/till/sessions", { body: signIn });
  return { staffId: staff.id, signIn, till: signedIn.as(signedInSchema).session };
}

async function servedAtTill(store: StoreUnderTest, session: string): Promise<Furnished["counter"]> {
  const memberId = await store.member("cora");
  await store.earn(memberId, 1000);
  const voucher = await redeem(store, memberId);
  const at = async (path: string, body: object) => store.page("POST", path, { session, body });
  const given = await at("/till/redemptions", { memberId, rewardId: "five-off" });
  const [receipt, undoneReceipt] = ["R-1", "R-2"] as const;
  for (const number of [receipt, undoneReceipt])
    await at("/till/receipts", { memberId, receipt: number, amount: 1250 });
  return { memberId, receipt, undoneReceipt, redeemed: given.as(redeemed).voucher.code, voucher };
}

/** Redeems the reward of £5 for the member, and gives the voucher's code back. */
export async function redeem(store: StoreUnderTest, memberId: string): Promise<string> {
  const answer = await store.server("POST", "/v1/redeem", { body: { memberId, rewardId: "five-off" } });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.as(redeemed).voucher.code;
}
