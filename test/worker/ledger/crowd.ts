/** Many writes at once on few members, some of whose answers are lost and sent again; and what they must come to. */
import { expect } from "vitest";
import { databaseOf } from "../../../worker/database/client.ts";
import { programDocument } from "../../../worker/program/document.ts";
import type { OrderUpdate } from "../../../worker/program/order.ts";
import { redeemedSchema } from "../../../worker/rewards/answers.ts";
import { scheduled } from "../../../worker/scheduled.ts";
import { expectReplayed } from "../events/replay.ts";
import { DAY, environment, StoreUnderTest, type Answer, type ProgramInput } from "../store-under-test.ts";
import { chanceFrom, losing, type Losses } from "./lost-answers.ts";
import { afterCaps } from "./model/caps.ts";
import { worth } from "./model/worth.ts";
import { changed, plainOrder } from "./order-states.ts";

const PRICE = 120;
const SCARCE = 30;
const STOCK = 12;
const MOST_A_MEMBER = 5;
const REVIEW = 15;
const REVIEWS = 4;
const SENT_A_DAY = 200;
const PROGRAM = {
  name: "Crowd",
  earning: {
    order: { points: 1, per: 100 },
    holdDays: 3,
    actions: [
      { id: "review", name: "A review", points: REVIEW, limits: [{ count: REVIEWS, period: "ever" }] },
    ],
    caps: [
      { points: 250, period: "day" },
      { points: 900, period: "month" },
    ],
  },
  expiry: { afterDays: 20 },
  transfers: { dailyCap: SENT_A_DAY },
  rewards: [
    { id: "reward", name: "£5 off", type: "amount_off", amount: 500, points: PRICE, validDays: 365 },
    {
      id: "scarce",
      name: "A day in the workshop",
      type: "experience",
      description: "With tea",
      points: SCARCE,
      stock: STOCK,
      limits: [{ count: MOST_A_MEMBER, period: "ever" }],
    },
  ],
} satisfies ProgramInput;
const CUSTOMERS = ["anna", "ben", "cleo"];

/** A write as a caller sends it: until it is answered, with the same key. */
interface Write {
  method: "POST" | "PUT";
  path: string;
  body: object;
  key: string;
  /** Points that members have more (or less) once it succeeded; an order's are counted at the end. */
  points: Record<string, number>;
}

interface Done extends Write {
  answer: Answer;
}

interface CrowdOrder {
  id: string;
  customer: string;
  states: OrderUpdate[];
}

export interface CrowdCounts {
  writes: number;
  /** Answers thrown away after the commit. */
  lost: number;
}

/** Sends `rounds` of 8 to 32 writes at once, and checks at the end that all of them together are what the ledger holds. */
export async function crowd(seed: number, rounds: number, losses: Losses): Promise<CrowdCounts> {
  const chance = chanceFrom(seed);
  const store = await StoreUnderTest.make(PROGRAM);
  const memberIds = new Map<string, string>();
  for (const customer of CUSTOMERS) memberIds.set(customer, await store.member(customer));
  const lossy = losing(environment, losses, chance);
  store.environment = lossy.environment;

  const done: Done[] = [];
  const told = new Map<string, OrderUpdate>();
  const orders: CrowdOrder[] = [];
  const vouchers: { code: string; customer: string; points: number }[] = [];
  const among = <Item>(items: Item[]) => items[Math.floor(chance() * items.length)];
  let keys = 0;

  const nextWrite = (): Write => {
    const customer = among(CUSTOMERS) ?? "anna";
    const memberId = memberIds.get(customer) ?? "";
    const kind = chance();
    const post = (path: string, body: object, points: Record<string, number>): Write => ({
      method: "POST",
      path,
      body,
      key: `write ${++keys}`,
      points,
    });
    if (kind < 0.15) {
      const points = 1 + Math.floor(chance() * 150);
      const body = { memberId, points, description: "A gift", hold: chance() < 0.3 };
      return post("/v1/earn", body, { [customer]: points });
    }
    if (kind < 0.25) {
      // Two writes that name the same review give points once.
      const reference = `review-${Math.floor(chance() * 12)}`;
      return post("/v1/actions", { memberId, action: "review", reference }, { [customer]: REVIEW });
    }
    if (kind < 0.32) {
      const points = Math.floor(chance() * 160) - 80 || 1;
      const body = { memberId, points, description: "A correction", actor: "Priya" };
      return post("/v1/adjustments", body, { [customer]: points });
    }
    if (kind < 0.42) {
      const other = among(CUSTOMERS.filter((each) => each !== customer)) ?? "ben";
      const points = 1 + Math.floor(chance() * 90);
      const body = { from: { memberId }, to: { memberId: memberIds.get(other) }, points };
      return post("/v1/transfers", body, { [customer]: -points, [other]: points });
    }
    if (kind < 0.55) return post("/v1/redeem", { memberId, rewardId: "reward" }, { [customer]: -PRICE });
    if (kind < 0.65) return post("/v1/redeem", { memberId, rewardId: "scarce" }, { [customer]: -SCARCE });
    const voucher = among(vouchers);
    if (kind < 0.72 && voucher)
      return post(`/v1/vouchers/${voucher.code}/release`, {}, { [voucher.customer]: voucher.points });
    const isNew = orders.length === 0 || chance() < 0.3;
    const order = (isNew ? undefined : among(orders)) ?? newOrder(customer);
    const state = among(order.states) ?? plainOrder(customer, store.now, [100]);
    const latest = told.get(order.id);
    if (!latest || latest.updatedAt < state.updatedAt) told.set(order.id, state);
    return { method: "PUT", path: `/v1/orders/${order.id}`, body: state, key: `write ${++keys}`, points: {} };
  };
  const newOrder = (customer: string) => {
    const id = `order-${String(orders.length + 1).padStart(4, "0")}`;
    const order = { id, customer, states: statesOf(customer, store.now, chance) };
    orders.push(order);
    return order;
  };

  for (let round = 0; round < rounds; round++) {
    const writes = Array.from({ length: 8 + Math.floor(chance() * 25) }, nextWrite);
    const job = chance() < 0.3 ? [scheduled(databaseOf(environment), store.now)] : [];
    const answers = await Promise.all([...writes.map((write) => untilAnswered(store, write)), ...job]);
    writes.forEach((write, index) => {
      const answer = answers[index];
      if (!answer) throw new Error("A write without an answer.");
      expect([200, 201, 409], answer.text).toContain(answer.status);
      done.push({ ...write, answer });
      const [customer] = Object.keys(write.points);
      if (write.path === "/v1/redeem" && answer.status === 201 && customer !== undefined) {
        const { redemption, voucher } = answer.as(redeemedSchema);
        vouchers.push({ code: voucher.code, customer, points: redemption.points });
      }
    });
    // All within the 30 days for which an answer is kept.
    store.now += Math.floor(chance() * 2 * DAY);
  }

  store.environment = environment;
  await answersTheSame(store, done);
  for (const customer of CUSTOMERS) {
    const written = done.filter(({ answer }) => answer.status !== 409 && !isRepeated(answer));
    const expected =
      written.reduce((sum, { points }) => sum + (points[customer] ?? 0), 0) +
      worthOf(
        orders.filter((order) => order.customer === customer),
        told,
      );
    expect(await postedBesideExpiry(store, memberIds.get(customer) ?? "")).toBe(expected);
  }
  expect(new Set(vouchers.map(({ code }) => code)).size).toBe(vouchers.length);
  await keepsItsLimits(store);
  expect(await store.problems()).toEqual([]);
  await expectReplayed(environment, store.id);
  return { writes: done.length, lost: lossy.lost() };
}

async function untilAnswered(store: StoreUnderTest, { method, path, body, key }: Write): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const answer = await store.server(method, path, { body, key });
    if (answer.status < 500 || tries === 50) return answer;
  }
}

/** Whether it was an action that had been told before, under another key. */
function isRepeated(answer: Answer): boolean {
  return answer.text.includes('"repeated":true');
}

/** A key that was answered with a success answers the same for ever (promise 4). */
async function answersTheSame(store: StoreUnderTest, done: Done[]): Promise<void> {
  for (const { answer, ...write } of done) {
    if (write.method === "PUT" || answer.status === 409) continue;
    expect((await untilAnswered(store, write)).text).toBe(answer.text);
  }
}

/** What the member's orders come to in their newest states, after the caps that they share. */
function worthOf(orders: CrowdOrder[], told: Map<string, OrderUpdate>): number {
  const program = programDocument.parse(PROGRAM);
  const terms = { tier: null, firstOrder: false, timeZone: "Europe/London", currency: "GBP" };
  const counted = orders.flatMap(({ id }) => {
    const state = told.get(id);
    if (!state) return [];
    const placedAt = Date.parse(state.placedAt);
    return [{ id, placedAt, worth: worth(program, state, terms), caps: program.earning.caps }];
  });
  return [...afterCaps(counted, "Europe/London").values()].reduce((sum, points) => sum + points, 0);
}

async function postedBesideExpiry(store: StoreUnderTest, memberId: string): Promise<number> {
  const row = await environment.DB.prepare(
    `SELECT coalesce(sum(points), 0) AS points FROM entries
     WHERE store_id = ?1 AND member_id = ?2 AND kind NOT IN ('expire', 'expire_reversed')`,
  )
    .bind(store.id, memberId)
    .first<{ points: number }>();
  return row?.points ?? Number.NaN;
}

/** Whatever ran beside it, nobody had a reward, an action or a transfer more often than the program says. */
async function keepsItsLimits(store: StoreUnderTest): Promise<void> {
  const most = async (query: string) => {
    const row = await environment.DB.prepare(`SELECT coalesce(max(had), 0) AS most FROM (${query})`)
      .bind(store.id)
      .first<{ most: number }>();
    return row?.most ?? Number.NaN;
  };
  const kept = "FROM redemptions WHERE store_id = ?1 AND reward_id = 'scarce' AND released_at IS NULL";
  expect(await most(`SELECT count(*) AS had ${kept}`)).toBeLessThanOrEqual(STOCK);
  expect(await most(`SELECT count(*) AS had ${kept} GROUP BY member_id`)).toBeLessThanOrEqual(MOST_A_MEMBER);
  const actions =
    "SELECT count(*) AS had FROM entries WHERE store_id = ?1 AND reason ->> 'actionId' = 'review'";
  expect(await most(`${actions} GROUP BY member_id`)).toBeLessThanOrEqual(REVIEWS);
  // London's winter, in which a day is one of UTC.
  const sent =
    "SELECT sum(points) AS had FROM transfers WHERE store_id = ?1 GROUP BY from_member_id, created_at / 86400000";
  expect(await most(sent)).toBeLessThanOrEqual(SENT_A_DAY);
}

/** The life of an order: up to six states, a second apart. */
function statesOf(customer: string, at: number, chance: () => number): OrderUpdate[] {
  const states = [
    plainOrder(customer, at, [500 + Math.floor(chance() * 20_000), 1500], { isPaid: chance() < 0.5 }),
  ];
  const life = [
    { do: "pay" },
    { do: "edit", line: 0, amount: 1 + Math.floor(chance() * 30_000) },
    { do: "refund line", line: 1, part: 0.5 },
    { do: "refund", part: chance() / 3 },
    { do: "cancel" },
    { do: "re-open", paidAgain: false },
  ] as const;
  for (const change of life) {
    const latest = states.at(-1);
    const next =
      latest && chance() < 0.7 ? changed(latest, change, Date.parse(latest.updatedAt) + 1000) : null;
    if (next) states.push(next);
  }
  return states;
}
