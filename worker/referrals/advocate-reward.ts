/** What the member who shared gets for a friend's order: points or a voucher, pending until the hold is over. */
import { and, eq, sql } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { newId } from "../database/id.ts";
import { vouchers, type referrals } from "../database/schema.ts";
import type { EntryHead } from "../ledger/entry.ts";
import { holdVoucher } from "../integrations/vouchers/hold-voucher.ts";
import { grant } from "../ledger/grant.ts";
import { forgiven, mayForgive, OWED, reverse } from "../ledger/reverse.ts";
import type { ReferralTerms } from "../program/document.ts";
import { datesFrom, daysAfter, WAITING } from "../program/lot-dates.ts";
import type { VoucherRow } from "../rewards/answers.ts";
import { benefitName } from "../rewards/benefit-name.ts";
import type { StoreContext } from "../stores/store-context.ts";

export type ReferralRow = typeof referrals.$inferSelect;

/**
 * The statements that give the advocate the points of a referral, or take them back as the program's rule on debt says.
 * What they are spared stays posted for the referral, so that it is not given twice.
 */
export function postAdvocatePoints(
  { database, storeId, now, configuration }: StoreContext,
  before: ReferralRow,
  next: ReferralRow,
): Statement[] {
  const points = next.points - before.points;
  if (points === 0) return [];
  const friend = next.friendFirstName === null ? {} : { firstName: next.friendFirstName };
  const head: EntryHead = {
    storeId,
    memberId: next.advocateId,
    id: newId("ent", now),
    kind: points > 0 ? "earn" : "refund",
    key: `referral:${next.id}:${next.revision}`,
    source: `referral:${next.id}`,
    programVersion: next.programVersion,
    reason: { rule: points > 0 ? "referral_advocate" : "referral_void", ...friend },
    now,
  };
  const document = configuration.program?.document;
  if (points < 0) {
    const rule = document?.debt ?? OWED;
    const restored = { id: newId("ent", now), key: `${head.key}:restored` };
    const spared = forgiven(head, -points);
    const keep = database.run(sql`UPDATE referrals SET points = points + ${spared}
      WHERE store_id = ${storeId} AND id = ${next.id} AND ${spared} > 0`);
    return [...reverse(database, head, -points, restored, rule), ...(mayForgive(rule) ? [keep] : [])];
  }
  const availableAt = next.availableAt ?? now;
  const { timeZone } = configuration.store;
  const dates = document ? datesFrom(document, timeZone, availableAt) : { ...WAITING, availableAt };
  return grant(database, head, { points, grantedAt: next.orderedAt ?? now, ...dates });
}

/** The statements that give the advocate the voucher of a referral, or make it void; none where the benefit is another. */
export function writeAdvocateVoucher(
  context: StoreContext,
  before: ReferralRow,
  next: ReferralRow,
  benefit: ReferralTerms["advocate"],
): Statement[] {
  const code = next.advocateVoucherCode;
  if (code === null || benefit.type !== "amount_off" || next.availableAt === null) return [];
  const { database, storeId, now, configuration } = context;
  const { store } = configuration;
  if (before.advocateVoucherCode === null) {
    if (next.status !== "pending") return [];
    const voucher: VoucherRow = {
      storeId,
      code,
      memberId: next.advocateId,
      source: "referral_advocate",
      redemptionId: null,
      referralId: next.id,
      name: benefitName(store, benefit.amount),
      amount: benefit.amount,
      currency: store.currency,
      minimumOrder: benefit.minimumOrder,
      points: 0,
      status: "issued",
      orderId: null,
      availableAt: next.availableAt,
      expiresAt: daysAfter(next.availableAt, benefit.validDays),
      createdAt: now,
      usedAt: null,
      type: "amount_off",
      details: {},
      returns: false,
      publication: null,
      reservedFor: null,
      reservedUntil: 0,
      changedAt: null,
    };
    return holdVoucher(context, voucher).statements;
  }
  const [from, to] = next.status === "void" ? (["issued", "void"] as const) : (["void", "issued"] as const);
  return [
    database
      .update(vouchers)
      .set({ status: to, changedAt: now })
      .where(and(eq(vouchers.storeId, storeId), eq(vouchers.code, code), eq(vouchers.status, from))),
  ];
}
