import { z } from "@hono/zod-openapi";
import { and, eq, sql } from "drizzle-orm";
import { newId } from "../database/id.ts";
import { refusalOf } from "../database/refusal.ts";
import { members, orders, referralLinks, referrals, vouchers } from "../database/schema.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../http/idempotency.ts";
import { Problem } from "../http/problem.ts";
import { guard } from "../database/guard.ts";
import { holdVoucher } from "../integrations/vouchers/hold-voucher.ts";
import { emailKeyOf } from "../members/email.ts";
import type { ReferralTerms } from "../program/document.ts";
import { daysAfter } from "../program/lot-dates.ts";
import { voucherAnswer, voucherSchema, type VoucherRow } from "../rewards/answers.ts";
import { benefitName } from "../rewards/benefit-name.ts";
import { newVoucherCode } from "../rewards/code.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";
import { linkCodeOf } from "./link-code.ts";

const advocateSchema = z.object({ firstName: z.string().nullable() });

export const greetingSchema = z
  .object({
    code: z.string(),
    advocate: advocateSchema,
    offer: z.object({
      type: z.literal("amount_off"),
      amount: z.int(),
      minimumOrder: z.int(),
      validDays: z.int(),
    }),
    terms: z.object({ newCustomersOnly: z.boolean(), attributionDays: z.int() }),
  })
  .meta({ id: "Greeting" });

export const claimedSchema = z
  .object({
    referral: z.object({ id: z.string(), status: z.literal("claimed") }),
    voucher: voucherSchema,
    advocate: advocateSchema,
  })
  .meta({ id: "ReferralClaim" });

interface Link {
  code: string;
  advocateId: string;
  advocateEmailKey: string | null;
  advocateFirstName: string | null;
  terms: ReferralTerms;
}

/**
 * What a friend who followed a link is greeted with: what they get, and from whom (a first name, no
 * more). Throws the problems `referral_link_not_found` and `referral_link_inactive`.
 */
export async function greetFriend(
  context: StoreContext,
  code: string,
): Promise<z.infer<typeof greetingSchema>> {
  const link = await readLink(context, code);
  const { friend, newCustomersOnly, attributionDays } = link.terms;
  return {
    code: link.code,
    advocate: { firstName: link.advocateFirstName },
    offer: friend,
    terms: { newCustomersOnly, attributionDays },
  };
}

export interface Claim {
  code: string;
  email: string;
  firstName: string | null;
}

/**
 * Gives a friend the welcome voucher for the link they followed. The same address on the same link gets
 * the same voucher again. Throws, besides those of `greetFriend`, the problems `own_referral_link`,
 * `not_a_new_customer` and `already_claimed`.
 */
export async function claimReferral(
  context: StoreContext,
  claim: Claim,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const { database, storeId, now, configuration } = context;
  const emailKey = await emailKeyOf(storeId, claim.email);
  const link = await readLink(context, claim.code);
  const { terms } = link;
  const advocate = { firstName: link.advocateFirstName };
  if (emailKey === link.advocateEmailKey) throw new Problem("own_referral_link");

  const id = newId("ref", now);
  const welcome: VoucherRow = {
    storeId,
    code: newVoucherCode(configuration.store.handle),
    memberId: null,
    source: "referral_friend",
    redemptionId: null,
    referralId: id,
    name: benefitName(configuration.store, terms.friend.amount),
    amount: terms.friend.amount,
    currency: configuration.store.currency,
    minimumOrder: terms.friend.minimumOrder,
    points: 0,
    status: "issued",
    orderId: null,
    availableAt: now,
    expiresAt: daysAfter(now, terms.friend.validDays),
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
  const { voucher, statements: writeVoucher } = holdVoucher(context, welcome);
  const statements = [
    ...(terms.newCustomersOnly ? [guardNewCustomer(context, emailKey)] : []),
    database.insert(referrals).values({
      storeId,
      id,
      code: link.code,
      // The advocate may have been merged into another member since the link was read.
      advocateId: sql`(SELECT coalesce(merged_into, id) FROM members
        WHERE store_id = ${storeId} AND id = ${link.advocateId})`,
      friendEmailKey: emailKey,
      friendFirstName: claim.firstName,
      voucherCode: voucher.code,
      programVersion: configuration.program?.version ?? 0,
      terms: JSON.stringify(terms),
      status: "claimed",
      detail: null,
      orderId: null,
      orderedAt: null,
      availableAt: null,
      points: 0,
      advocateVoucherCode: null,
      claimedAt: now,
      revision: 1,
    }),
    ...writeVoucher,
  ];
  const body = { referral: { id, status: "claimed" }, voucher: voucherAnswer(voucher, now), advocate };
  try {
    return await keyedWrite(context, request, statements, { status: 201, body });
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === NOT_NEW) throw new Problem("not_a_new_customer");
    if (refusal?.includes("referrals.friend_email_key"))
      return claimedBefore(context, link, emailKey, request);
    throw error;
  }
}

const NOT_NEW = "not_a_new_customer";

/** Refuses an address that has ordered: as a guest, or as the member it belongs to. */
function guardNewCustomer({ database, storeId }: StoreContext, emailKey: string) {
  const ordered = sql`EXISTS (SELECT 1 FROM ${orders} WHERE store_id = ${storeId} AND email_key = ${emailKey})`;
  const orderedAsMember = sql`EXISTS (SELECT 1 FROM ${members} JOIN ${orders}
    ON ${orders.storeId} = ${members.storeId} AND ${orders.customerId} = ${members.customerId}
    WHERE ${members.storeId} = ${storeId} AND ${members.emailKey} = ${emailKey})`;
  return guard(database, sql`NOT (${ordered} OR ${orderedAsMember})`, NOT_NEW);
}

async function claimedBefore(
  context: StoreContext,
  link: Link,
  emailKey: string,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const { database, storeId, now } = context;
  const [[earlier]] = await readCurrent(context, [
    database
      .select({
        id: referrals.id,
        linkCode: sql<string>`${referrals.code}`.as("link_code"),
        voucher: vouchers,
      })
      .from(referrals)
      .innerJoin(
        vouchers,
        and(eq(vouchers.storeId, referrals.storeId), eq(vouchers.code, referrals.voucherCode)),
      )
      .where(and(eq(referrals.storeId, storeId), eq(referrals.friendEmailKey, emailKey))),
  ]);
  if (earlier?.linkCode !== link.code) throw new Problem("already_claimed");
  const body = {
    referral: { id: earlier.id, status: "claimed" },
    voucher: voucherAnswer(earlier.voucher, now),
    advocate: { firstName: link.advocateFirstName },
  };
  // Nothing more to write but the answer, under this key too.
  return keyedWrite(context, request, [], { status: 201, body });
}

async function readLink(context: StoreContext, code: string): Promise<Link> {
  const { database, storeId, configuration } = context;
  const [[found]] = await readCurrent(context, [
    database
      .select({
        code: referralLinks.code,
        active: referralLinks.active,
        advocateId: members.id,
        advocateEmailKey: members.emailKey,
        advocateFirstName: members.firstName,
      })
      .from(referralLinks)
      .innerJoin(
        members,
        and(
          eq(members.storeId, referralLinks.storeId),
          // Of a member who was merged into another, the link is the other's.
          sql`${members.id} = (SELECT coalesce(merged_into, id) FROM members AS holder
            WHERE holder.store_id = ${referralLinks.storeId} AND holder.id = ${referralLinks.memberId})`,
        ),
      )
      .where(
        and(
          eq(referralLinks.storeId, storeId),
          eq(referralLinks.code, linkCodeOf(configuration.store.handle, code)),
        ),
      ),
  ]);
  if (!found) throw new Problem("referral_link_not_found");
  const terms = configuration.program?.document.referral;
  if (!found.active || !terms) throw new Problem("referral_link_inactive");
  return { ...found, terms };
}
