/** Deliveries whose work is ended at a call of the database, and worked again. */
import { expect } from "vitest";
import type { Environment } from "../../../worker/environment.ts";
import { withDatabase } from "../database/bindings.ts";
import { DAY, environment, order, PROGRAM, START, StoreUnderTest } from "../store-under-test.ts";
import { inboxOf } from "./inbox.ts";
import { TillConnection, type Said } from "./till-system.ts";

const LOST = "D1_ERROR: Network connection lost.";
const TIERED = {
  ...PROGRAM,
  earning: { ...PROGRAM.earning, signUp: 20, caps: [{ points: 150, period: "day" as const }] },
};

/** Bindings whose n-th call of the database ends the run: never sent, or written and its answer lost. */
function endsAt(
  call: number,
  when: "before" | "after",
): { environment: Environment; hasEnded: () => boolean } {
  let calls = 0;
  const over = () => {
    throw new Error(LOST);
  };
  const ended = () => calls > call;
  const counted = async <Result>(ask: () => Promise<Result>): Promise<Result> => {
    calls += 1;
    if (ended() || (calls === call && when === "before")) over();
    const result = await ask();
    if (calls === call) over();
    return result;
  };
  const bindings = withDatabase({
    batch: <Row>(statements: D1PreparedStatement[]) =>
      counted(async () => environment.DB.batch<Row>(statements)),
    prepare: (query) => preparedThrough(environment.DB.prepare(query), counted),
  });
  return { environment: bindings, hasEnded: () => calls >= call };
}

/** The statement, whose own calls go through `counted` as well. */
function preparedThrough(
  statement: D1PreparedStatement,
  counted: <Result>(ask: () => Promise<Result>) => Promise<Result>,
): D1PreparedStatement {
  const originals = ["all", "run", "raw", "first"];
  return new Proxy(statement, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      if (name === "bind")
        return (...values: unknown[]) => throughWhenAsked(target.bind(...values), counted, originals);
      return value.bind(target) as unknown;
    },
  });
}

/** A bound statement stays itself for `batch`, and counts where it is asked directly. */
function throughWhenAsked(
  bound: D1PreparedStatement,
  counted: <Result>(ask: () => Promise<Result>) => Promise<Result>,
  names: string[],
): D1PreparedStatement {
  for (const name of names) {
    const ask = Reflect.get(bound, name) as (...values: unknown[]) => Promise<unknown>;
    Object.defineProperty(bound, name, {
      value: (...values: unknown[]) => counted(() => ask.apply(bound, values)),
    });
  }
  return bound;
}

const at = (time: number) => new Date(time).toISOString();
const told = (orderId: string, customer: object, amount: number, time = START): Said => ({
  kind: "order",
  orderId,
  update: { ...order("nobody", amount, START, { customer }), updatedAt: at(time) },
});

/** One delivery of each kind that writes, and two that meet. */
const deliveries: Said[] = [
  told("1001", { id: "anna", email: "anna@example.com" }, 9000),
  told("1002", { id: "ben" }, 4000),
  told("1003", { id: "anna" }, 8000),
  told("1001", { id: "anna", email: "anna@example.com" }, 7000, START + DAY),
  {
    kind: "refund",
    orderId: "1002",
    refund: { id: "r1", refundedAt: at(START + DAY), lines: [], amount: 1500 },
  },
  { kind: "customer", customer: { id: "carl", email: "carl@example.com", firstName: "Carl", phone: null } },
  { kind: "nothing", detail: "A draft is no order." },
];

interface End {
  members: unknown[];
  inbox: string[];
  problems: unknown[];
}

async function endOf(store: StoreUnderTest): Promise<End> {
  const { results } = await environment.DB.prepare(
    `SELECT customer_id, email, first_name, total, debt,
        (SELECT count(*) FROM orders WHERE orders.store_id = members.store_id AND orders.member_id = members.id) AS orders
      FROM members JOIN balances ON balances.store_id = members.store_id AND balances.member_id = members.id
      WHERE members.store_id = ? ORDER BY customer_id`,
  )
    .bind(store.id)
    .all();
  const inbox = (await inboxOf(store)).map(({ topic, subject, status }) => `${topic} ${subject} ${status}`);
  return { members: results, inbox, problems: await store.problems() };
}

/** The deliveries written down, a first run with the bindings, and then the job until nothing is due. */
async function work(bindings: Environment): Promise<End> {
  const store = await StoreUnderTest.make(TIERED);
  const till = await TillConnection.of(store);
  store.environment = { ...environment, INBOX: { send: () => Promise.resolve() } as unknown as Queue<never> };
  for (const said of deliveries) await till.deliver(said);
  store.environment = bindings;
  await till.drain().catch(() => null);
  store.environment = environment;
  for (let run = 0; run < 4; run++) {
    store.now += 3 * 60_000;
    await till.drain();
  }
  return endOf(store);
}

/** Ends the work at each `every`-th of its calls, from the `first` on: the end is that of work nobody disturbed. */
export async function endsAtItsCalls(when: "before" | "after", first: number, every: number): Promise<void> {
  const clean = await work(environment);
  expect(clean).toMatchObject({
    members: [
      { customer_id: "anna", total: 20 + 150, orders: 2 },
      { customer_id: "ben", total: 20 + 25, orders: 1 },
      { customer_id: "carl", total: 20, orders: 0 },
    ],
    problems: [],
  });
  expect(clean.inbox.every((each) => each.endsWith(" done"))).toBe(true);
  let call = first;
  for (; ; call += every) {
    const ending = endsAt(call, when);
    expect({ call, ...(await work(ending.environment)) }).toEqual({ call, ...clean });
    if (!ending.hasEnded()) break;
  }
  // Taking, reading told refunds, facts and writes of each round, and settling.
  expect(call).toBeGreaterThan(8);
}
