/** Mixed deliveries of a shop's day, and what they come to however they arrive. */
import { expect } from "vitest";
import type { Environment } from "../../../worker/environment.ts";
import { workDue } from "../../../worker/integrations/work-due.ts";
import type { OrderUpdate } from "../../../worker/program/order.ts";
import { withDatabase } from "../database/bindings.ts";
import { chanceFrom } from "../ledger/lost-answers.ts";
import { environment, PROGRAM, START, StoreUnderTest } from "../store-under-test.ts";
import { TillConnection, type Said } from "./till-system.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const program = {
  ...PROGRAM,
  earning: { order: { points: 3, per: 200 }, signUp: 25, caps: [{ points: 400, period: "day" as const }] },
};

const noQueue = { send: () => Promise.resolve() } as unknown as Queue<never>;

/** What happens in the shop, in the order in which it happens: at least `size` deliveries of some customers. */
function drawDeliveries(size: number, seed: number): string[] {
  const chance = chanceFrom(seed);
  const pick = (under: number) => Math.floor(chance() * under);
  const customers = Math.max(3, Math.ceil(size / 25));
  const said: string[] = [];
  const tell = (each: Said) => said.push(JSON.stringify(each));
  for (let number = 1; said.length < size; number++) {
    const customer = `c-${pick(customers)}`;
    const placed = START + pick(48) * HOUR;
    for (const each of lifeOf(`${1000 + number}`, customer, placed, chance)) tell(each);
    if (chance() < 0.3) {
      const version = 1 + pick(3);
      const who = {
        id: customer,
        email: `${customer}-v${version}@example.com`,
        firstName: `Version ${version}`,
      };
      tell({ kind: "customer", customer: { ...who, phone: null, updatedAt: START + version * HOUR } });
    }
    if (chance() < 0.05) tell({ kind: "nothing", detail: `Draft ${number} is no order.` });
  }
  return said;
}

/** An order from its placing on: paid, edited, refunded (in its state, alone or both), cancelled. */
function lifeOf(orderId: string, customer: string, placed: number, chance: () => number): Said[] {
  const pick = (under: number) => Math.floor(chance() * under);
  const time = (minutes: number) => new Date(placed + minutes * MINUTE).toISOString();
  const lines = Array.from({ length: 1 + pick(3) }, (_, index) => ({
    id: `${index + 1}`,
    quantity: 1,
    amount: 500 + pick(12_000),
    discount: 0,
    tax: 0,
    collections: [],
    tags: [],
    giftCard: false,
  }));
  let state: OrderUpdate = {
    customer: { id: customer, email: `${customer}@example.com` },
    currency: "GBP",
    placedAt: time(0),
    updatedAt: time(0),
    paidAt: chance() < 0.7 ? time(0) : null,
    cancelledAt: null,
    fulfilledAt: null,
    releasedAt: null,
    lines,
    discount: pick(400),
    shipping: { amount: 400, tax: 0 },
    refunds: [],
    vouchers: [],
  };
  const said: Said[] = [{ kind: "order", orderId, update: state }];
  const next = (minutes: number, change: Partial<OrderUpdate>) => {
    state = { ...state, ...change, updatedAt: time(minutes) };
    said.push({ kind: "order", orderId, update: state });
  };
  if (state.paidAt === null) next(5, { paidAt: time(5) });
  if (chance() < 0.3)
    next(20, { lines: state.lines.map((line) => ({ ...line, amount: 500 + pick(12_000) })) });
  for (let number = 1; number <= 3 && chance() < 0.35; number++) {
    const line = state.lines[pick(state.lines.length)];
    const refund = {
      id: `r${number}`,
      refundedAt: time(30 + number),
      lines: line && chance() < 0.6 ? [{ lineId: line.id, amount: pick(line.amount), tax: 0 }] : [],
      amount: pick(900),
    };
    const isAlone = chance() < 0.5;
    if (isAlone) said.push({ kind: "refund", orderId, refund });
    // Half of the refunds that are told alone are in no state of their order, ever.
    if (!isAlone || chance() < 0.5) next(30 + number, { refunds: [...state.refunds, refund] });
  }
  if (chance() < 0.1) next(50, { cancelledAt: time(50) });
  return said;
}

export interface End {
  members: unknown[];
  orders: unknown[];
  inbox: Record<string, number>;
}

async function endOf(store: StoreUnderTest): Promise<End> {
  const ask = async (sql: string) => (await environment.DB.prepare(sql).bind(store.id).all()).results;
  expect(await store.problems()).toEqual([]);
  const members =
    await ask(`SELECT customer_id, first_name, total, debt, iif(first_name IS NULL, '', email) AS email
    FROM members JOIN balances USING (store_id) WHERE store_id = ? AND member_id = members.id ORDER BY customer_id`);
  const orders = await ask(`SELECT orders.id, customer_id, points, state,
      coalesce((SELECT sum(remaining) FROM lots WHERE lots.store_id = orders.store_id
        AND source = 'order:' || orders.id), 0) AS points_left
    FROM orders WHERE store_id = ? ORDER BY id`);
  const statuses = await ask(
    "SELECT status, count(*) AS count FROM inbox WHERE store_id = ? GROUP BY status",
  );
  return {
    members,
    orders,
    inbox: Object.fromEntries(statuses.map(({ status, count }) => [String(status), Number(count)])),
  };
}

/** Works until nothing is due any more. */
async function workAll(store: StoreUnderTest): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    await workDue(store.environment, store.now);
    const waiting = await environment.DB.prepare(
      "SELECT min(next_at) AS next FROM inbox WHERE store_id = ? AND status = 'waiting'",
    )
      .bind(store.id)
      .first<number | null>("next");
    if (waiting === null) return;
    store.now = Math.max(store.now, waiting);
  }
}

async function newStore(): Promise<{ store: StoreUnderTest; till: TillConnection }> {
  const store = await StoreUnderTest.make(program, START - HOUR);
  const till = await TillConnection.of(store);
  store.now = START + 3 * 24 * HOUR;
  return { store, till };
}

/** What the deliveries come to when each arrives in turn, once, and is worked. */
async function cleanEnd(said: string[]): Promise<End> {
  const { store, till } = await newStore();
  store.environment = { ...environment, INBOX: noQueue };
  for (const [index, each] of said.entries()) {
    await till.deliver(each);
    if (index % 15 === 14) await till.drain();
  }
  store.environment = environment;
  await workAll(store);
  return endOf(store);
}

export interface Mishaps {
  lostAnswers: number;
  killedRuns: number;
}

/**
 * What they come to shuffled and doubled, with one in ten answers of the database lost on the way to the door and to the
 * consumer, and the consumer ended at random.
 */
async function wildEnd(said: string[], seed: number): Promise<End & { mishaps: Mishaps }> {
  const chance = chanceFrom(seed);
  const pick = (under: number) => Math.floor(chance() * under);
  const mishaps = { lostAnswers: 0, killedRuns: 0 };
  const { store, till } = await newStore();
  const coming = shuffled([...said, ...said.filter(() => chance() < 0.2)], chance);
  while (coming.length > 0) {
    const each = coming.pop() ?? "";
    store.environment = { ...losingAnswers(chance, mishaps), INBOX: noQueue };
    const { status } = await till.deliver(each);
    // What was not answered 2xx comes again, sometime.
    if (status !== 200) coming.splice(pick(coming.length + 1), 0, each);
    if (chance() < 0.08) {
      store.environment = losingAnswers(chance, mishaps, chance() < 0.5 ? 1 + pick(15) : null);
      const another = chance() < 0.3 ? [till.drain()] : [];
      await Promise.allSettled([till.drain(), ...another]);
      store.now += pick(MINUTE);
    }
  }
  store.environment = environment;
  await workAll(store);
  return { ...(await endOf(store)), mishaps };
}

/** Bindings that lose one in ten answers; after so many calls (unless null) the run has ended, and nothing goes on. */
function losingAnswers(chance: () => number, mishaps: Mishaps, endAfter: number | null = null): Environment {
  let calls = 0;
  return withDatabase({
    batch: async <Row>(statements: D1PreparedStatement[]) => {
      calls += 1;
      if (endAfter !== null && calls > endAfter) {
        mishaps.killedRuns += calls === endAfter + 1 ? 1 : 0;
        throw new Error("The run has ended.");
      }
      const results = await environment.DB.batch<Row>(statements);
      if (chance() < 0.1) {
        mishaps.lostAnswers += 1;
        throw new Error("D1_ERROR: Network connection lost.");
      }
      return results;
    },
  });
}

function shuffled<Item>(items: Item[], chance: () => number): Item[] {
  const mixed = [...items];
  for (let place = mixed.length - 1; place > 0; place--) {
    const other = Math.floor(chance() * (place + 1));
    [mixed[place], mixed[other]] = [mixed[other] as Item, mixed[place] as Item];
  }
  return mixed;
}

/** That the deliveries of the seed end where a clean run ends. */
export async function endsAlike(size: number, seed: number): Promise<Mishaps> {
  const said = drawDeliveries(size, seed);
  const clean = await cleanEnd(said);
  const { mishaps, ...wild } = await wildEnd(said, seed + 1);
  expect({ seed, ...wild }).toEqual({ seed, ...clean });
  expect(Object.keys(clean.inbox)).toEqual(["done"]);
  return mishaps;
}
