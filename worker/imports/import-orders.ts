/** A slice of past orders that count for tiers alone: they never give points, and a refund of theirs takes none. */
import { sql } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { Problem } from "../http/problem.ts";
import { countsFor } from "../orders/month-changes.ts";
import { putOrder } from "../orders/put-order.ts";
import { requireRate } from "../orders/require-rate.ts";
import { stands, toldState, type ToldState } from "../orders/told-state.ts";
import { HISTORY_VERSION } from "../program/history.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";
import { chunks, type Planned } from "./import-members.ts";
import { readMemberFacts } from "./member-facts.ts";
import type { RowOutcome } from "./outcome.ts";
import { People, type Found } from "./people.ts";
import type { OrderRecord } from "./record.ts";
import { addMonths, type AddedMonths } from "./tier-months.ts";

interface Row {
  row: number;
  record: OrderRecord;
}

/** States of orders that are told one by one in a slice: each is a read and a write of some twenty queries. */
const MOST_TOLD = 20;

/**
 * Orders told one after the other as `PUT /v1/orders/{id}` takes them, the first so many of the rows. Each is written
 * by itself, and telling it again changes nothing.
 */
export async function tellOrders(
  context: StoreContext,
  rows: Row[],
  dryRun: boolean,
): Promise<Planned & { taken: number }> {
  const outcomes: RowOutcome[] = [];
  for (const { row, record } of rows.slice(0, MOST_TOLD)) {
    const subject = `order:${record.orderId}`;
    try {
      if (dryRun) {
        requireRate(record.update, context.configuration.store.currency);
        outcomes.push({
          row,
          outcome: "created",
          sentence: "The order is told, and earns by the rules of its day.",
          isNoted: false,
          subject,
        });
        continue;
      }
      const { order, posted, stale } = await putOrder(context, record.orderId, record.update);
      const sentence = stale
        ? "A later state of the order is known already."
        : `The order is worth ${order.points} points; ${posted} were posted.`;
      outcomes.push({ row, outcome: stale ? "unchanged" : "created", sentence, isNoted: false, subject });
    } catch (error) {
      if (!(error instanceof Problem) || error.code === "try_again") throw error;
      outcomes.push({ row, outcome: "refused", sentence: error.detail, isNoted: true, subject });
    }
  }
  return { outcomes, statements: [], taken: outcomes.length };
}

/** What a statement is bound to may have 2 MB. */
const ORDERS_A_STATEMENT = 100;

interface ToldRow extends Row {
  told: ToldState;
}

/**
 * What the rows come to as history. New orders are written together; a later state of one that is there already is told
 * by itself, so a slice ends before there are too many of those.
 */
export async function importHistory(
  context: StoreContext,
  rows: Row[],
  dryRun: boolean,
): Promise<Planned & { taken: number }> {
  const { storeId, configuration } = context;
  const told = await Promise.all(
    rows.map(async (each): Promise<ToldRow> => ({
      ...each,
      told: await toldState(storeId, each.record.update),
    })),
  );
  const stored = await readStored(
    context,
    rows.map(({ record }) => record.orderId),
  );
  const people = await People.read(
    context,
    told.map(({ told: { customer } }) => ({ customerId: customer.id, email: customer.email })),
  );
  const outcomes: RowOutcome[] = [];
  const fresh = new Map<string, ToldRow>();
  const later: ToldRow[] = [];
  for (const each of told) {
    const { row, record } = each;
    const subject = `order:${record.orderId}`;
    const note = (outcome: RowOutcome["outcome"], sentence: string) =>
      outcomes.push({ row, outcome, sentence, isNoted: outcome === "refused", subject });
    const rate = rateProblem(record, configuration.store.currency);
    const known = stored.get(record.orderId);
    const earlier = fresh.get(record.orderId);
    if (rate !== null) note("refused", rate);
    else if (known && stands(known, each.told)) note("unchanged", "The order is there already.");
    else if (known && known.programVersion !== HISTORY_VERSION)
      note("unchanged", "The order is there already, and earns by the program's rules.");
    else if (known) {
      if (later.length === MOST_TOLD) break;
      later.push(each);
      note("changed", "A later state of an order of history.");
    } else if (earlier && earlier.told.updatedAt > each.told.updatedAt)
      note("unchanged", "A later state of the order is in the file.");
    else {
      note(
        earlier ? "changed" : "created",
        earlier ? "A later state of the order." : "The order counts for tiers, and gives no points.",
      );
      fresh.set(record.orderId, each);
    }
  }
  const statements = await freshStatements(context, people, [...fresh.values()]);
  if (!dryRun) for (const { record } of later) await putOrder(context, record.orderId, record.update);
  return { outcomes, statements, taken: outcomes.length };
}

interface StoredState {
  id: string;
  updatedAt: number;
  stateHash: string;
  programVersion: number;
}

async function readStored(context: StoreContext, ids: string[]): Promise<Map<string, StoredState>> {
  const [rows] = await readCurrent(context, [
    context.database.all<StoredState>(sql`SELECT id, updated_at AS updatedAt, state_hash AS stateHash,
        program_version AS programVersion FROM orders
      WHERE store_id = ${context.storeId} AND id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`),
  ]);
  return new Map(rows.map((row) => [row.id, row]));
}

function rateProblem({ update }: OrderRecord, currency: string): string | null {
  try {
    requireRate(update, currency);
    return null;
  } catch (error) {
    if (error instanceof Problem) return error.detail;
    throw error;
  }
}

async function freshStatements(
  context: StoreContext,
  people: People,
  fresh: ToldRow[],
): Promise<Statement[]> {
  const { database, storeId, configuration } = context;
  const { timeZone, currency } = configuration.store;
  const terms = { tier: null, firstOrder: false, timeZone, currency };
  const owned = fresh.map((each) => ({ ...each, member: ownerOf(context, people, each.told) }));
  const months: AddedMonths[] = owned.flatMap(({ record, told, member }) =>
    member && record.counts ? [{ memberId: member.id, months: countsFor(told.state, 0, terms) }] : [],
  );
  const memberIds = owned.flatMap(({ member }) => (member && !member.isNew ? [member.id] : []));
  const facts = await readMemberFacts(context, { memberIds, keys: [], codes: [] });
  const orders = owned.map(({ record, told, member }) => ({
    id: record.orderId,
    customerId: told.customer.id,
    emailKey: told.customer.emailKey ?? member?.emailKey ?? null,
    memberId: member?.id ?? null,
    state: JSON.stringify(told.state),
    stateHash: told.hash,
    placedAt: told.placedAt,
    updatedAt: told.updatedAt,
    terms: member ? JSON.stringify(terms) : null,
  }));
  const of = (name: string) => sql.raw(`value ->> '${name}'`);
  return [
    ...people.statements(),
    ...chunks(orders, ORDERS_A_STATEMENT).map((each) =>
      database.run(sql`INSERT INTO orders (store_id, id, customer_id, email_key, member_id, program_version, points, posted,
        state, state_hash, placed_at, updated_at, revision, worth, forgiven, terms)
      SELECT ${storeId}, ${of("id")}, ${of("customerId")}, ${of("emailKey")}, ${of("memberId")}, ${HISTORY_VERSION}, 0, 0,
        ${of("state")}, ${of("stateHash")}, ${of("placedAt")}, ${of("updatedAt")}, 1, 0, 0, ${of("terms")}
      FROM json_each(${JSON.stringify(each)})`),
    ),
    ...addMonths(context, months, facts.tiers),
  ];
}

/** Whose the order is: a member's, or a customer's who becomes one; nobody's for a guest whom nobody knows. */
function ownerOf({ now }: StoreContext, people: People, { customer, placedAt }: ToldState): Found | null {
  const person = { customerId: customer.id, email: customer.email, firstName: customer.firstName };
  if (customer.id === null) return people.known(person);
  return people.find({
    ...person,
    joinedAt: Math.min(placedAt, now),
    phone: null,
    number: null,
    birthday: null,
    birthdayYear: null,
    language: null,
    consents: [],
    segments: [],
  });
}
