import type { Statement } from "../database/client.ts";
import { activity } from "../ledger/activity.ts";
import { selectBalance, type Balance } from "../ledger/balance.ts";
import { forfeit } from "../ledger/forfeit.ts";
import { mayForgive } from "../ledger/reverse.ts";
import type { MemberRow } from "../members/enrol.ts";
import { identify } from "../members/identify.ts";
import { keptMember } from "../members/kept-member.ts";
import { orderFrom, type OrderState } from "../program/order.ts";
import { settleReferral } from "../referrals/settle.ts";
import { acceptedCodes, captureVouchers } from "../rewards/capture-vouchers.ts";
import { renewRedemption } from "../rewards/renew-redemption.ts";
import { guardConfiguration } from "../stores/configuration.ts";
import { writeCurrent, type StoreContext } from "../stores/store-context.ts";
import { NO_TIER_FACTS } from "../tiers/facts.ts";
import { settleTier } from "../tiers/settle.ts";
import { answerStored } from "./answer-stored.ts";
import { orderAnswer, type OrderAnswer } from "./answers.ts";
import { dateLots } from "./date-lots.ts";
import { decide, type Decision, type LatestState } from "./decide.ts";
import { guardMembers } from "./guard-members.ts";
import { erasedOwner, ownerOf } from "./owner.ts";
import { postDifferences } from "./post-differences.ts";
import { readOrder, type OrderFacts, type OrderRow } from "./read-order.ts";
import { selectPosted, storeOrder, storeOthers, type Posted } from "./store-order.ts";
import { stands, type Beside, type ToldState } from "./told-state.ts";

/** What whoever tells an order knows beside its state. */
export interface Telling extends Beside {
  /** The revision of the order that the state was decided from, 0 where there was none: refused when there is another. */
  from?: number;
  /** What is written with the order, as it will be answered; nothing is where the state changes nothing of it. */
  alongside?: (told: Pick<OrderAnswer, "order" | "vouchers">) => Statement[];
}

/** Thrown when an order is no longer of the revision that its new state was decided from. */
export class OrderMovedOn extends Error {}

/**
 * Takes a state of an order in one read, and one write that is refused where anything it read has changed. A state that
 * changes nothing of the order is answered as it stands.
 */
export async function takeState(
  context: StoreContext,
  orderId: string,
  told: ToldState,
  telling: Telling = {},
): Promise<OrderAnswer> {
  const facts = await readOrder(context, orderId, told);
  if (facts.byCustomer?.mergedInto)
    return takeState(context, orderId, await ofKept(context, facts.byCustomer.mergedInto, told), telling);
  const { stored } = facts;
  if (telling.from !== undefined && telling.from !== (stored?.revision ?? 0)) throw new OrderMovedOn();
  const standing = stored && stands(stored, told) ? stored : null;
  const erased = erasedOwner(facts);
  const identified = erased
    ? { memberId: erased.id, statements: [] }
    : await identify(context, told.customer, facts);
  const memberId = erased ? erased.id : ownerOf(facts, told, identified, standing === null);
  if (standing?.memberId === memberId)
    return answerStored(context, standing, facts, told, identified.statements);

  const latest = standing ? stateOf(standing) : erased ? ofNobody(told) : latestOf(told, facts);
  return postState(context, orderId, latest, facts, {
    ...telling,
    memberId,
    enrolment: identified.statements,
  });
}

/** Whose an order is, and what is written with it. */
interface Posting extends Pick<Telling, "alongside"> {
  memberId: string | null;
  enrolment: Statement[];
}

/** Posts what the state comes to for the member, decided from the facts; refused where one of them has changed. */
export async function postState(
  context: StoreContext,
  orderId: string,
  latest: LatestState,
  facts: OrderFacts,
  posting: Posting,
): Promise<OrderAnswer> {
  const decision = decide(context, orderId, latest, facts, posting.memberId);
  return writeDecision(context, facts, latest, decision, posting);
}

/** The told state with the customer whose the named one became: the other doesn't exist any more. */
async function ofKept(context: StoreContext, keptId: string, told: ToldState): Promise<ToldState> {
  const kept = await keptMember(context, keptId);
  return { ...told, customer: { ...told.customer, id: kept?.customerId ?? null } };
}

/** The told state as it will be stored. An order may name the member by customer id alone: their address counts. */
function latestOf({ customer, ...told }: ToldState, { byCustomer }: OrderFacts): LatestState {
  return { ...told, customerId: customer.id, emailKey: customer.emailKey ?? byCustomer?.emailKey ?? null };
}

/** The told state of an order whose member was erased: whom it names is not kept again. */
function ofNobody({ customer: _customer, ...told }: ToldState): LatestState {
  return { ...told, customerId: null, emailKey: null };
}

function stateOf(stored: OrderRow): LatestState {
  const { placedAt, updatedAt, customerId, emailKey } = stored;
  const state = orderFrom(stored.state);
  return { state, hash: stored.stateHash, placedAt, updatedAt, customerId, emailKey };
}

async function writeDecision(
  context: StoreContext,
  facts: OrderFacts,
  { state, customerId, emailKey }: LatestState,
  decision: Decision,
  { enrolment, alongside = () => [] }: Posting,
): Promise<OrderAnswer> {
  const { database, storeId, now, configuration } = context;
  const { row, before, counted, stakes } = decision;
  const { id, memberId } = row;
  const vouchers = captureVouchers(context, facts.vouchers, { id, state });
  const customer = { id: customerId, emailKey };
  const ordered = { id, state, customer, memberId, vouchers: acceptedCodes(vouchers.answers) };
  const referral = settleReferral(context, facts.referrals, ordered, facts.otherOrderAt);
  const erased = erasedOwner(facts);
  const programVersion = row.programVersion;
  const results = await writeCurrent(context, [
    guardConfiguration(database, configuration),
    ...guardMembers(context, [facts.former, memberOf(facts, memberId)]),
    ...storeOrder(context, row, facts.stored),
    ...stakes.flatMap(({ others }) => storeOthers(context, others)),
    ...enrolment,
    ...(memberId !== null && isFirstPaid(decision, state) ? activity(context, memberId, "order") : []),
    ...(counted ? dateLots(context, id, before, counted) : []),
    ...vouchers.statements,
    ...stakes.flatMap((stake) => postDifferences(context, stake.memberId, stake.differences)),
    ...vouchers.renewed.flatMap((renewed) => renewRedemption(context, renewed, row)),
    ...stakes.flatMap((stake) =>
      stake.memberId === erased?.id
        ? []
        : settleTier(context, stake.memberId, facts.tiers.get(stake.memberId) ?? NO_TIER_FACTS, stake.months),
    ),
    ...referral.statements,
    ...alongside({ order: orderAnswer(row, state), vouchers: vouchers.answers }),
    ...(erased ? forfeit(database, { storeId, memberId: erased.id, programVersion, now }) : []),
    ...(mayBeSpared(decision) ? [selectPosted(context, id)] : []),
    database.all<Balance>(selectBalance(storeId, memberId ?? "", now)),
  ]);
  const [balance] = results.at(-1) as Balance[];
  const posted = mayBeSpared(decision) ? (results.at(-2) as Posted[])[0] : row;
  const asPosted = { ...row, ...posted };
  return {
    order: orderAnswer(asPosted, state),
    posted: asPosted.posted,
    stale: false,
    balance: balance ?? null,
    vouchers: vouchers.answers,
    referral: referral.answer,
  };
}

/** The member as they were read; null for one who is being enrolled. */
function memberOf({ byCustomer, byEmail, former }: OrderFacts, memberId: string | null): MemberRow | null {
  return [byCustomer, byEmail, former].find((member) => member?.id === memberId) ?? null;
}

/** Whether the member's order is told as paid for the first time. */
function isFirstPaid({ before, row }: Decision, { paidAt, cancelledAt }: OrderState): boolean {
  const wasPaid = before?.memberId === row.memberId && before.state.paidAt !== null;
  return paidAt !== null && cancelledAt === null && !wasPaid;
}

/** Whether the write may spare a member a part of what it takes back: then it alone knows how much. */
function mayBeSpared({ stakes }: Decision): boolean {
  return stakes.some(({ differences }) =>
    differences.some(({ points, program }) => points < 0 && mayForgive(program.document.debt)),
  );
}
