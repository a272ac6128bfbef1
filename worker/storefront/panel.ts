/** Everything the panel shows, in one round trip. */
import { and, asc, desc, eq, gt, isNull, lt, sql, type SQL } from "drizzle-orm";
import { lots, members, referralLinks, referrals, vouchers } from "../database/schema.ts";
import { selectBalance, type Balance } from "../ledger/balance.ts";
import { selectExpiring, type Expiring } from "../ledger/expiring.ts";
import { isoTime, isoTimeOrNull } from "../members/answers.ts";
import { selectReachedActions, standingOfActions } from "../members/action-limits.ts";
import { selectEntries, shoppersEntryOfRow } from "../members/entries.ts";
import type { ReferralTerms } from "../program/document.ts";
import { NEVER } from "../program/lot-dates.ts";
import { linkUrl } from "../referrals/link.ts";
import { voucherAnswer } from "../rewards/answers.ts";
import { offersToMember } from "../rewards/offers.ts";
import { selectReachedRewards, selectTaken } from "../rewards/take-place.ts";
import { liveProgram, readCurrent, type StoreContext } from "../stores/store-context.ts";
import { tierAnswer } from "../tiers/answers.ts";
import { selectMonths } from "../tiers/facts.ts";
import { storefrontAnswer, type PanelAnswer } from "./answers.ts";
import { shownVoucher } from "./shown-voucher.ts";
import { actionStandingAnswer } from "./ways-to-earn.ts";

/** Items a list of the panel holds. */
const LISTED = 20;
/** Referrals that the panel's figures are counted from, the newest: a bound for who refers thousands. */
const COUNTED = 200;

/** For whom an answer is made. */
export interface Page {
  /** The Worker's own, for links. */
  origin: string;
  /** Whose sentences of the store come along: BCP 47. */
  language: string | undefined;
}

/** The page that a call came from, by its address and the language in it. */
export function pageOf(url: string, language: string | undefined): Page {
  return { origin: new URL(url).origin, language };
}

/** The panel of a member, named by an id or by SQL that finds it; null for nobody. */
export async function readPanel(
  context: StoreContext,
  memberId: string | SQL,
  page: Page,
): Promise<PanelAnswer | null> {
  return (await readMembersPanel(context, memberId, page))?.panel ?? null;
}

/** The panel, and which of the member's sessions are good: for a session that begins with it. */
export async function readMembersPanel(
  context: StoreContext,
  memberId: string | SQL,
  page: Page,
): Promise<{ panel: PanelAnswer; revision: number } | null> {
  const { database, storeId, now } = context;
  const id = typeof memberId === "string" ? sql`${memberId}` : sql`(${memberId})`;
  const actions = context.configuration.program?.document.earning.actions ?? [];
  const rewards = context.configuration.program?.document.rewards ?? [];
  const openLots = (...conditions: (SQL | undefined)[]) =>
    and(eq(lots.storeId, storeId), eq(lots.memberId, id), sql`remaining > 0`, ...conditions);

  const [
    memberRows,
    balances,
    pending,
    expiring,
    voucherRows,
    entryRows,
    links,
    referralRows,
    reached,
    months,
    rewardLimits,
    taken,
  ] = await readCurrent(context, [
    database
      .select()
      .from(members)
      .where(and(eq(members.storeId, storeId), eq(members.id, id), isNull(members.erasedAt))),
    database.all<Balance>(selectBalance(storeId, id, now)),
    database
      .select({ points: lots.remaining, availableAt: lots.availableAt })
      .from(lots)
      // The plus keeps SQLite from the index by expiry, in which it would read every open lot.
      // Points that wait for a day nobody knows yet are in the balance, and not in a list of days.
      .where(openLots(gt(lots.availableAt, now), lt(lots.availableAt, NEVER), sql`+expires_at > ${now}`))
      .orderBy(asc(lots.availableAt))
      .limit(5),
    database.all<Expiring>(selectExpiring(storeId, id, now)),
    database
      .select()
      .from(vouchers)
      .where(and(eq(vouchers.storeId, storeId), eq(vouchers.memberId, id)))
      .orderBy(desc(vouchers.createdAt))
      .limit(LISTED),
    selectEntries(database, storeId, id, null, LISTED - 1),
    database
      .select()
      .from(referralLinks)
      .where(and(eq(referralLinks.storeId, storeId), eq(referralLinks.memberId, id))),
    database
      .select()
      .from(referrals)
      .where(and(eq(referrals.storeId, storeId), eq(referrals.advocateId, id)))
      .orderBy(desc(referrals.claimedAt))
      .limit(COUNTED),
    selectReachedActions(context, id, actions),
    selectMonths(context, id),
    selectReachedRewards(context, id, rewards),
    selectTaken(context, rewards),
  ] as const);

  const [member] = memberRows;
  const [balance] = balances;
  if (!member || !balance) return null;
  // Their customer became another's: so did what they had.
  if (member.mergedInto !== null) return readMembersPanel(context, member.mergedInto, page);
  const [link] = links;
  const storefront = storefrontAnswer(context, page.language);
  const friends = referralRows.map((row) => friendOf(row, now));
  const rewarded = friends.filter((friend) => friend.status === "rewarded");
  const benefits = rewarded.map((friend) => friend.benefit);
  const tier = tierAnswer(context, months);
  const offers = offersToMember(liveProgram(context).document, {
    tier: tier?.id ?? null,
    segments: member.segments,
    available: balance.available,
    reached: rewardLimits,
    taken,
    now,
  });
  const panel: PanelAnswer = {
    ...storefront,
    program: { ...storefront.program, rewards: offers.open },
    member: { id: member.id, firstName: member.firstName, joinedAt: isoTime(member.joinedAt) },
    tier,
    balance,
    pending: pending.map((lot) => ({ points: lot.points, availableAt: isoTime(lot.availableAt) })),
    expiring: expiring[0] ? { ...expiring[0], expiresAt: isoTime(expiring[0].expiresAt) } : null,
    actions: standingOfActions(actions, reached).map(actionStandingAnswer),
    otherRewards: offers.others,
    vouchers: voucherRows.map((row) => shownVoucher(voucherAnswer(row, now))),
    entries: entryRows.map(shoppersEntryOfRow),
    referral: storefront.program.referral && {
      link: link
        ? { code: link.code, url: linkUrl(page.origin, link.code), clicks: link.clicks, active: link.active }
        : null,
      claimed: friends.length,
      rewarded: rewarded.length,
      earned: {
        points: benefits.reduce((sum, each) => sum + (each.type === "points" ? each.points : 0), 0),
        amount: benefits.reduce((sum, each) => sum + (each.type === "amount_off" ? each.amount : 0), 0),
      },
      friends: friends.slice(0, LISTED),
    },
    now: isoTime(now),
  };
  return { panel, revision: member.sessionRevision };
}

function friendOf(row: typeof referrals.$inferSelect, now: number) {
  const terms = JSON.parse(row.terms) as ReferralTerms;
  const due = row.status === "pending" && row.availableAt !== null && row.availableAt <= now;
  return {
    firstName: row.friendFirstName,
    status: due ? ("rewarded" as const) : row.status,
    orderedAt: isoTimeOrNull(row.orderedAt),
    availableAt: isoTimeOrNull(row.availableAt),
    benefit: terms.advocate,
  };
}
