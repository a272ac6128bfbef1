/** What an order does to the referral it belongs to. */
import { z } from "@hono/zod-openapi";
import { and, eq, isNull, sql, type SQL } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { members, referrals } from "../database/schema.ts";
import { guard } from "../database/guard.ts";
import type { ReferralTerms } from "../program/document.ts";
import type { OrderState } from "../program/order.ts";
import { refusalSentence, referralOutcome, type ReferralOutcome } from "../program/referral-outcome.ts";
import { newVoucherCode, normalCode } from "../rewards/code.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { postAdvocatePoints, writeAdvocateVoucher, type ReferralRow } from "./advocate-reward.ts";

export const settledReferralSchema = z
  .object({
    id: z.string(),
    status: z.enum(["claimed", "pending", "rewarded", "void"]),
    detail: z.string().nullable().meta({ description: "Why it earned the advocate nothing." }),
  })
  .meta({ id: "OrderReferral" });

type SettledReferral = z.infer<typeof settledReferralSchema>;

export interface ReferralOfOrder {
  referral: ReferralRow;
  advocate: { customerId: string | null; emailKey: string | null };
}

export interface ReferredOrder {
  id: string;
  state: OrderState;
  customer: { id: string | null; emailKey: string | null };
  memberId: string | null;
  /** The codes of ours that it uses. */
  vouchers: string[];
}

/** The query for the referrals an order may belong to: by itself, its customer's address or a voucher it names. */
export function selectReferralsOfOrder(
  { database, storeId }: StoreContext,
  orderId: string,
  emailKey: SQL,
  codes: string[],
) {
  const names = JSON.stringify(codes.map(normalCode));
  return database
    .select({
      referral: referrals,
      advocate: { customerId: members.customerId, emailKey: members.emailKey },
    })
    .from(referrals)
    .innerJoin(members, and(eq(members.storeId, referrals.storeId), eq(members.id, referrals.advocateId)))
    .where(
      and(
        eq(referrals.storeId, storeId),
        // An advocate who was erased is given nothing any more.
        isNull(members.erasedAt),
        // Each branch has an index of its own; OR over them would read the table.
        sql`${referrals.id} IN (
          SELECT id FROM referrals WHERE store_id = ${storeId} AND order_id = ${orderId}
          UNION SELECT id FROM referrals WHERE store_id = ${storeId} AND friend_email_key = ${emailKey}
          UNION SELECT id FROM referrals WHERE store_id = ${storeId}
            AND voucher_code IN (SELECT value FROM json_each(${names})))`,
      ),
    );
}

/**
 * The statements that bring the referral of an order to where the order's latest state puts it, and
 * what became of it. The advocate's leg has a key of its own (`referral:…`), so that it could be
 * written apart from the friend's order.
 */
export function settleReferral(
  context: StoreContext,
  candidates: ReferralOfOrder[],
  order: ReferredOrder,
  otherOrderAt: number | null,
): { statements: Statement[]; answer: SettledReferral | null } {
  const found = referralOf(candidates, order);
  if (!found) return { statements: [], answer: null };
  const { referral, advocate } = found;
  const terms = JSON.parse(referral.terms) as ReferralTerms;
  const outcome = referralOutcome(terms, order.state, {
    currency: context.configuration.store.currency,
    claimedAt: referral.claimedAt,
    byAdvocate: isAdvocate(referral, advocate, order),
    voucherUsed: usesVoucher(referral, order),
    otherOrderAt,
    promisedAt: referral.availableAt,
  });
  const detail = outcome.qualifies ? null : refusalSentence(outcome.refusal);
  const attached = referral.orderId === order.id;
  if (!attached && !outcome.qualifies)
    return { statements: [], answer: { id: referral.id, status: "claimed", detail } };

  const next = nextReferral(context, referral, terms, order, outcome);
  const { status } = next;
  const answer: SettledReferral = {
    id: referral.id,
    status: status === "pending" && (next.availableAt ?? Infinity) <= context.now ? "rewarded" : status,
    detail,
  };
  if (status === referral.status && attached && next.availableAt === referral.availableAt)
    return { statements: [], answer };
  return { statements: writeReferral(context, referral, next, terms), answer };
}

function referralOf(candidates: ReferralOfOrder[], order: ReferredOrder): ReferralOfOrder | undefined {
  const free = candidates.filter(({ referral }) => referral.orderId === null);
  return (
    candidates.find(({ referral }) => referral.orderId === order.id) ??
    free.find(({ referral }) => usesVoucher(referral, order)) ??
    free.find(({ referral }) => referral.friendEmailKey === order.customer.emailKey)
  );
}

function usesVoucher(referral: ReferralRow, { vouchers: used }: ReferredOrder): boolean {
  return used.includes(referral.voucherCode);
}

function isAdvocate(
  referral: ReferralRow,
  advocate: ReferralOfOrder["advocate"],
  { memberId, customer }: ReferredOrder,
): boolean {
  return (
    memberId === referral.advocateId ||
    (customer.id !== null && customer.id === advocate.customerId) ||
    (customer.emailKey !== null && customer.emailKey === advocate.emailKey)
  );
}

function nextReferral(
  { configuration, now }: StoreContext,
  referral: ReferralRow,
  terms: ReferralTerms,
  order: ReferredOrder,
  outcome: ReferralOutcome,
): ReferralRow {
  const givesVoucher = terms.advocate.type === "amount_off";
  return {
    ...referral,
    status: outcome.qualifies ? "pending" : "void",
    detail: outcome.qualifies ? null : refusalSentence(outcome.refusal),
    orderId: order.id,
    orderedAt: Date.parse(order.state.placedAt),
    availableAt: outcome.qualifies ? outcome.availableAt : referral.availableAt,
    points: outcome.qualifies && terms.advocate.type === "points" ? terms.advocate.points : 0,
    advocateVoucherCode:
      referral.advocateVoucherCode ?? (givesVoucher ? newVoucherCode(configuration.store.handle) : null),
    revision: referral.revision + 1,
    changedAt: now,
  };
}

function writeReferral(
  context: StoreContext,
  before: ReferralRow,
  next: ReferralRow,
  terms: ReferralTerms,
): Statement[] {
  const { database, storeId } = context;
  return [
    guard(
      database,
      sql`SELECT revision = ${before.revision} FROM referrals WHERE store_id = ${storeId} AND id = ${before.id}`,
      "referral_changed",
    ),
    database
      .update(referrals)
      .set(next)
      .where(and(eq(referrals.storeId, storeId), eq(referrals.id, before.id))),
    ...postAdvocatePoints(context, before, next),
    ...writeAdvocateVoucher(context, before, next, terms.advocate),
  ];
}
