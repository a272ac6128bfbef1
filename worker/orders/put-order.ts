import { and, eq, sql } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { refusalOf } from "../database/refusal.ts";
import { orders } from "../database/schema.ts";
import { canonical } from "../http/idempotency.ts";
import { Problem } from "../http/problem.ts";
import { selectBalance, type Balance } from "../ledger/balance.ts";
import { guard } from "../database/guard.ts";
import { identify, isEnrolledMeanwhile } from "../members/identify.ts";
import { MOST_POINTS, programFrom } from "../program/document.ts";
import type { OrderState, OrderUpdate } from "../program/order.ts";
import { orderPoints } from "../program/order-points.ts";
import { settleReferral } from "../referrals/settle.ts";
import { acceptedCodes, capturedVouchers, captureVouchers } from "../rewards/capture-vouchers.ts";
import { guardConfiguration } from "../stores/configuration.ts";
import { sha256 } from "../database/hash.ts";
import { readCurrent, writeCurrent, type StoreContext } from "../stores/store-context.ts";
import { orderAnswer, type OrderAnswer } from "./answers.ts";
import { lineDifferences, postPoints } from "./post-points.ts";
import { customerOf, readOrder, type OrderCustomer, type OrderFacts, type OrderRow } from "./read-order.ts";

/** Tries after other writes were quicker: enough for 50 deliveries of one order at once. */
const MOST_TRIES = 12;

/**
 * Takes the latest state of an order: posts what it is worth less what was posted for it (promise 6),
 * enrols its customer, marks its vouchers, and settles a referral it belongs to. One read, and one
 * write that is refused if anything it read has changed; then it is decided anew.
 *
 * A state older than the one known changes nothing; the same state again answers the same. Throws the
 * problems `currency_not_supported`, `points_out_of_range` and, after many tries, `try_again`.
 */
export async function putOrder(
  context: StoreContext,
  orderId: string,
  update: OrderUpdate,
): Promise<OrderAnswer> {
  const { currency } = context.configuration.store;
  if (update.currency !== currency)
    throw new Problem(
      "currency_not_supported",
      `The order is in ${update.currency}, and the store's points are counted in ${currency}.`,
      [{ pointer: "/currency", detail: `Use ${currency}.` }],
    );
  for (let tries = 1; ; tries++) {
    try {
      return await putOnce(context, orderId, update);
    } catch (error) {
      if (!isChangedMeanwhile(error)) throw error;
      if (tries === MOST_TRIES) throw new Problem("try_again");
      // Those that were refused together would meet again together.
      await new Promise((resume) => setTimeout(resume, Math.random() * 5 * tries));
    }
  }
}

async function putOnce(context: StoreContext, orderId: string, update: OrderUpdate): Promise<OrderAnswer> {
  const { database, storeId, now } = context;
  const { customer: _customer, ...state } = update;
  const named = await customerOf(storeId, update);
  const facts = await readOrder(context, orderId, update, named);
  const customer = { ...named, emailKey: named.emailKey ?? facts.members.byCustomer?.emailKey ?? null };
  const { stored } = facts;
  const updatedAt = Date.parse(state.updatedAt);
  const stateHash = await sha256(canonical({ ...state, customer: [named.id, named.emailKey] }));
  if (stored && isKnownOrOlder(stored, updatedAt, stateHash)) {
    const stale = stored.stateHash !== stateHash;
    if (stale || !findsItsMember(stored, facts))
      return answerAsStored(context, stored, facts, customer, stale);
  }

  // An order stays with the member it was first posted to.
  const identified = stored?.memberId
    ? { memberId: stored.memberId, statements: [] }
    : await identify(context, customer, facts.members);
  const { memberId } = identified;
  const program = facts.program && {
    version: facts.program.version,
    document: programFrom(facts.program.document),
  };
  const before = stored ? (JSON.parse(stored.state) as OrderState) : null;
  const worth = memberId !== null && program ? orderPoints(program.document, state) : NOTHING;
  const wasWorth =
    stored && before && program && stored.points > 0 ? orderPoints(program.document, before) : NOTHING;
  if (worth.points > MOST_POINTS) throw new Problem("points_out_of_range");

  const row: OrderRow = {
    storeId,
    id: orderId,
    customerId: customer.id,
    emailKey: customer.emailKey,
    memberId,
    programVersion: program?.version ?? 1,
    points: worth.points,
    posted: worth.points - (stored?.points ?? 0),
    state: JSON.stringify(state),
    stateHash,
    placedAt: Date.parse(state.placedAt),
    updatedAt,
    revision: (stored?.revision ?? 0) + 1,
  };
  const statements: Statement[] = [
    guardConfiguration(database, context.configuration),
    ...storeOrder(context, row, stored),
    ...identified.statements,
  ];
  if (memberId !== null && program)
    statements.push(
      ...postPoints(context, {
        orderId,
        memberId,
        revision: row.revision,
        program,
        paidAt: Date.parse(state.paidAt ?? state.placedAt),
        points: row.posted,
        lines: lineDifferences(wasWorth.lines, worth.lines),
        before: wasWorth.points > 0,
      }),
    );
  const captured = captureVouchers(context, facts.vouchers, orderId, state);
  const order = { id: orderId, state, customer, memberId, vouchers: acceptedCodes(captured.answers) };
  const settled = settleReferral(context, facts.referrals, order, facts.otherOrderAt);
  statements.push(...captured.statements, ...settled.statements);

  const [first, ...rest] = statements;
  if (!first) throw new Error("An order is written with a guard at least.");
  const balance = database.all<Balance>(selectBalance(storeId, memberId ?? "", now));
  const results = await writeCurrent(context, [first, ...rest, balance]);
  const [balanceNow] = results.at(-1) as Balance[];
  return {
    order: orderAnswer(row),
    posted: row.posted,
    stale: false,
    balance: balanceNow ?? null,
    vouchers: captured.answers,
    referral: settled.answer,
  };
}

const NOTHING = { points: 0, lines: [] };

/** States are ordered by time, and by hash within the same instant, so that every order of arrival ends alike. */
function isKnownOrOlder(stored: OrderRow, updatedAt: number, stateHash: string): boolean {
  return updatedAt < stored.updatedAt || (updatedAt === stored.updatedAt && stateHash <= stored.stateHash);
}

/** Whether a guest's order, told without a change, can be given to a member by now. */
function findsItsMember(stored: OrderRow, { members }: OrderFacts): boolean {
  return stored.memberId === null && (members.byCustomer ?? members.byEmail) !== null;
}

async function answerAsStored(
  context: StoreContext,
  stored: OrderRow,
  facts: OrderFacts,
  customer: OrderCustomer,
  stale: boolean,
): Promise<OrderAnswer> {
  const { database, storeId, now } = context;
  const { id, memberId, posted } = stored;
  const state = JSON.parse(stored.state) as OrderState;
  const vouchers = capturedVouchers(facts.vouchers, id, state);
  const order = { id, state, customer, memberId, vouchers: acceptedCodes(vouchers) };
  const [[balance]] = await readCurrent(context, [
    database.all<Balance>(selectBalance(storeId, memberId ?? "", now)),
  ]);
  return {
    order: orderAnswer(stored),
    posted: stale ? 0 : posted,
    stale,
    balance: balance ?? null,
    vouchers,
    referral: settleReferral(context, facts.referrals, order, facts.otherOrderAt).answer,
  };
}

const ORDER_CHANGED = "order_changed";

function storeOrder(
  { database, storeId }: StoreContext,
  row: OrderRow,
  stored: OrderRow | null,
): Statement[] {
  if (!stored) return [database.insert(orders).values(row)];
  const thisOrder = and(eq(orders.storeId, storeId), eq(orders.id, row.id));
  return [
    guard(
      database,
      sql`SELECT revision = ${stored.revision} FROM orders WHERE store_id = ${storeId} AND id = ${row.id}`,
      ORDER_CHANGED,
    ),
    database.update(orders).set(row).where(thisOrder),
  ];
}

/** Whether the write was refused because what it was decided from has changed: then it is decided anew. */
function isChangedMeanwhile(error: unknown): boolean {
  const refusal = refusalOf(error);
  return (
    isEnrolledMeanwhile(error) ||
    (refusal !== null &&
      /^(order_changed|voucher_changed|referral_changed|(orders|referrals|vouchers)\.)/.test(refusal))
  );
}
