/** The states of one order, delivered in any order and any number of times. */
import { expect } from "vitest";
import { databaseOf } from "../../../worker/database/client.ts";
import type { Environment } from "../../../worker/environment.ts";
import { checkLedger } from "../../../worker/ledger/check.ts";
import { programDocument } from "../../../worker/program/document.ts";
import type { OrderUpdate } from "../../../worker/program/order.ts";
import { redeemedSchema } from "../../../worker/rewards/answers.ts";
import { createStore } from "../../../worker/stores/create.ts";
import { withQuickDatabase } from "../quick-database.ts";
import { DAY, SHOP, START, StoreUnderTest, type Balance, type ProgramInput } from "../store-under-test.ts";
import type { Change } from "./draw/operations.ts";
import { worth } from "./model/worth.ts";
import { changed, emailOf, plainOrder } from "./order-states.ts";

const HOUR = 3_600_000;

/** The life of an order: what is there before it, and how it goes on. */
export interface Story {
  program: ProgramInput;
  /** What its customer has before; gives back the code of a voucher of theirs, or "". */
  before: (store: StoreUnderTest, customer: string) => Promise<string>;
  first: (customer: string, voucher: string) => OrderUpdate;
  changes: Change[];
}

/** Whom a change gives the order to. */
const [OTHER, FIRST] = [0, 1];

const nothing = () => Promise.resolve("");

const program = {
  name: "Deliveries",
  earning: { order: { points: 1, per: 100 }, signUp: 20, holdDays: 7 },
  expiry: { afterDays: 60, warnDays: 7, graceDays: 7 },
} satisfies ProgramInput;

export const stories = {
  "edits, refunds and a cancellation": {
    program: { ...program, earning: { order: { points: 1, per: 100 } }, expiry: null },
    before: nothing,
    first: (customer) => plainOrder(customer, START, [12_345, 6789, 501], { isPaid: false, discount: 0.1 }),
    changes: [
      { do: "pay" },
      { do: "edit", line: 0, amount: 25_099 },
      { do: "refund line", line: 1, part: 0.35 },
      { do: "refund", part: 0.21 },
      { do: "cancel" },
    ],
  },
  "a guest who becomes a member, and points that wait for the fulfilment": {
    program: { ...program, earning: { ...program.earning, holdFrom: "fulfilment" } },
    before: nothing,
    first: (customer) => plainOrder(customer, START, [12_345, 6789], { isPaid: false, isGuest: true }),
    changes: [
      { do: "pay" },
      { do: "name the customer" },
      { do: "refund line", line: 1, part: 0.35 },
      { do: "fulfil" },
      { do: "refund", part: 0.2 },
    ],
  },
  "another currency, and points that the store releases": {
    program: {
      ...program,
      earning: {
        ...program.earning,
        holdFrom: "release",
        campaigns: [{ id: "first", name: "First", type: "add", points: 40, firstOrder: true }],
      },
    },
    before: nothing,
    first: (customer) => ({
      ...plainOrder(customer, START, [12_345, 6789]),
      currency: "EUR",
      exchangeRate: "0.8571",
    }),
    changes: [
      { do: "release" },
      { do: "add line", line: { product: 1, amount: 3333, discount: 0.25, tax: 0 } },
      { do: "cancel" },
      { do: "re-open", paidAgain: false },
      { do: "refund", part: 0.4 },
    ],
  },
  "a voucher whose points go back when the order is cancelled": {
    program: {
      ...program,
      rewards: [
        {
          id: "five-off",
          name: "£5 off",
          type: "amount_off",
          amount: 500,
          points: 150,
          onCancel: "give_back",
        },
      ],
    },
    before: async (store, customer) => {
      const memberId = await store.member(customer, { email: emailOf(customer) });
      await store.earn(memberId, 400);
      const answer = await store.server("POST", "/v1/redeem", { body: { memberId, rewardId: "five-off" } });
      return answer.as(redeemedSchema).voucher.code;
    },
    first: (customer, voucher) => plainOrder(customer, START + HOUR, [12_345], { voucher }),
    changes: [
      { do: "refund", part: 0.1 },
      { do: "cancel" },
      { do: "re-open", paidAgain: false },
      { do: "drop vouchers" },
      { do: "cancel" },
    ],
  },
  "an order that is another customer's, and then the first one's again": {
    program: { ...program, earning: { ...program.earning, caps: [{ points: 150, period: "day" }] } },
    before: async (store, customer) => {
      // Of the day's cap it leaves a third.
      await store.putOrder(`earlier-${customer}`, plainOrder(customer, START - HOUR, [9900]));
      await store.member(`other-${customer}`, { email: emailOf(`other-${customer}`) });
      return "";
    },
    first: (customer) => plainOrder(customer, START, [12_345]),
    changes: [
      { do: "refund", part: 0.3 },
      { do: "give to another", customer: OTHER },
      { do: "add line", line: { product: 1, amount: 3333, discount: 0, tax: 0 } },
      { do: "give to another", customer: FIRST },
      { do: "refund", part: 0.1 },
    ],
  },
} satisfies Record<string, Story>;

/** The order's states, an hour apart. */
export function statesOf(story: Story, customer: string, voucher: string): OrderUpdate[] {
  const states = [story.first(customer, voucher)];
  const customerAt = (pick: number) => (pick === OTHER ? `other-${customer}` : customer);
  const picks = { customerAt, voucherAt: () => null };
  for (const change of story.changes) {
    const latest = states.at(-1);
    const next = latest && changed(latest, change, Date.parse(latest.updatedAt) + HOUR, picks);
    if (!next) throw new Error(`The story can't go on with ${change.do}.`);
    states.push(next);
  }
  return states;
}

/** What a state is worth, of a customer's first order and without caps. */
export function worthOf({ program: document }: Story, state: OrderUpdate): number {
  const terms = { tier: null, firstOrder: true, timeZone: "Europe/London", currency: "GBP" };
  return worth(programDocument.parse(document), state, terms);
}

/** Every way to put `length` of the states in a row, each once. */
export function arrangements(states: number, length: number): number[][] {
  if (length === 0) return [[]];
  return arrangements(states, length - 1).flatMap((row) =>
    Array.from({ length: states }, (_, state) => state)
      .filter((state) => !row.includes(state))
      .map((state) => [...row, state]),
  );
}

/** Delivers every arrangement of one to six of the story's states, a third of them with repeats. */
export async function deliverEveryArrangement(story: Story): Promise<void> {
  const rows = [1, 2, 3, 4, 5, 6].flatMap((length) => arrangements(6, length));
  expect(rows).toHaveLength(1956);
  const mixed = rows.map((row, index) => (index % 3 === 0 ? withRepeats(row, index) : row));
  await withQuickDatabase((environment) => deliverAll(environment, story, mixed));
}

/** The row with two of its deliveries doubled, at places that `chance` (any number) decides. */
export function withRepeats(row: number[], chance: number): number[] {
  const mixed = [...row];
  for (const part of [chance, Math.floor(chance / 7)]) {
    const place = part % mixed.length;
    mixed.splice(place + 1, 0, mixed[(part * 5) % (place + 1)] ?? 0);
  }
  return mixed;
}

/** Delivers each row of states to a customer of its own: each ends as delivering only its newest state would. */
export async function deliverAll(environment: Environment, story: Story, rows: number[][]): Promise<void> {
  const store = await newStore(environment, story.program);
  const ends = new Map<number, End>();
  const newest = [...new Set(rows.map((row) => Math.max(...row)))];
  for (const state of newest) ends.set(state, await deliver(store, story, `only-${state}`, [state]));
  for (const [index, row] of rows.entries()) {
    const end = await deliver(store, story, `row-${index}`, row);
    expect({ row, ...end }).toEqual({ row, ...ends.get(Math.max(...row)) });
  }
  expect(await problemsOf(store)).toEqual([]);
}

/** What there is in the end: of the customer, and of another one who had the order for a while. */
interface End {
  members: { balance: Balance; lots: unknown[] }[];
}

async function deliver(store: StoreUnderTest, story: Story, customer: string, row: number[]): Promise<End> {
  store.now = START - HOUR;
  const voucher = await story.before(store, customer);
  store.now = START + DAY;
  const states = statesOf(story, customer, voucher);
  for (const index of row) {
    const state = states[index];
    if (state) await store.putOrder(`order-of-${customer}`, state);
  }
  const members = [await endOf(store, customer), await endOf(store, `other-${customer}`)];
  return { members: members.filter((each) => each !== null) };
}

async function endOf(store: StoreUnderTest, customer: string): Promise<End["members"][number] | null> {
  const { DB } = store.environment;
  const member = await DB.prepare("SELECT id FROM members WHERE store_id = ? AND email = ?")
    .bind(store.id, emailOf(customer))
    .first<{ id: string }>();
  // Who has nothing may as well not be there: only a state that names them makes them a member.
  if (!member) return null;
  const { results } = await DB.prepare(
    `SELECT available_at, due_at, expires_at, sum(remaining + expired) AS points FROM lots
      WHERE store_id = ? AND member_id = ? AND remaining + expired > 0 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  )
    .bind(store.id, member.id)
    .all();
  return { balance: await store.balance(member.id), lots: results };
}

async function newStore(environment: Environment, program: ProgramInput): Promise<StoreUnderTest> {
  const handle = `deliveries${++stores}`;
  const created = await createStore(
    environment,
    {
      handle,
      name: "Deliveries",
      currency: "GBP",
      locale: "en-GB",
      timeZone: "Europe/London",
      accent: "#1f5c4a",
      landingUrl: SHOP,
      origins: [],
    },
    START - DAY,
  );
  const store = new StoreUnderTest(created, handle);
  store.environment = environment;
  store.now = START - DAY;
  await store.publish(program);
  return store;
}

let stores = 0;

async function problemsOf({ environment, id, now }: StoreUnderTest): Promise<unknown[]> {
  const found = [];
  for (let after: string | null = ""; after !== null;) {
    const slice = await checkLedger(databaseOf(environment), id, now, after);
    found.push(...slice.problems);
    after = slice.next;
  }
  return found;
}
