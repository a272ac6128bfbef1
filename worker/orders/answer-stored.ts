import type { Statement } from "../database/client.ts";
import { selectBalance, type Balance } from "../ledger/balance.ts";
import { orderFrom } from "../program/order.ts";
import { settleReferral } from "../referrals/settle.ts";
import { acceptedCodes, capturedVouchers } from "../rewards/capture-vouchers.ts";
import { guardConfiguration } from "../stores/configuration.ts";
import { readCurrent, writeCurrent, type StoreContext } from "../stores/store-context.ts";
import { orderAnswer, type OrderAnswer } from "./answers.ts";
import type { OrderFacts, OrderRow } from "./read-order.ts";
import type { ToldState } from "./told-state.ts";

/**
 * The answer for a state that changes nothing of the order: it was told before, or a newer one was. `enrolment` is what
 * makes its customer a member all the same, so that it makes no difference which state came first.
 */
export async function answerStored(
  context: StoreContext,
  stored: OrderRow,
  facts: OrderFacts,
  told: ToldState,
  enrolment: Statement[],
): Promise<OrderAnswer> {
  const { database, storeId, now, configuration } = context;
  const stale = stored.stateHash !== told.hash;
  const state = orderFrom(stored.state);
  const vouchers = capturedVouchers(facts.vouchers, stored.id, state);
  const customer = { id: stored.customerId, emailKey: stored.emailKey };
  const { id, memberId } = stored;
  const order = { id, state, customer, memberId, vouchers: acceptedCodes(vouchers) };
  const referral = settleReferral(context, facts.referrals, order, facts.otherOrderAt);
  const balance = database.all<Balance>(selectBalance(storeId, memberId ?? "", now));
  const results =
    enrolment.length === 0
      ? await readCurrent(context, [balance])
      : await writeCurrent(context, [guardConfiguration(database, configuration), ...enrolment, balance]);
  const [balanceNow] = results.at(-1) as Balance[];
  return {
    order: orderAnswer(stored, state),
    posted: stale ? 0 : stored.posted,
    stale,
    balance: balanceNow ?? null,
    vouchers,
    referral: referral.answer,
  };
}
