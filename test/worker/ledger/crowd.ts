/** Many writes at once on few members, some of whose answers are lost and sent again; and what they must come to. */
import { expect } from "vitest";
import { databaseOf } from "../../../worker/database/client.ts";
import { redeemedSchema } from "../../../worker/rewards/answers.ts";
import { scheduled } from "../../../worker/scheduled.ts";
import {
  DAY,
  environment,
  StoreUnderTest,
  type Answer,
  type OrderInput,
  type ProgramInput,
} from "../store-under-test.ts";
import { chanceFrom, losing, type Losses } from "./lost-answers.ts";
import { worth } from "./model.ts";
import { changed, placed } from "./order-states.ts";

const PRICE = 120;
const PROGRAM: ProgramInput = {
  name: "Crowd",
  earning: { order: { points: 1, per: 100 }, signUp: null, holdDays: 3 },
  expiry: { afterDays: 20 },
  rewards: [{ id: "reward", name: "£5 off", type: "amount_off", amount: 500, points: PRICE, validDays: 365 }],
};
const CUSTOMERS = ["anna", "ben", "cleo"];

/** A write as a caller sends it: until it is answered, with the same key. */
interface Write {
  method: "POST" | "PUT";
  path: string;
  body: object;
  key: string;
  customer: string;
  /** Points the member has more (or less) once it succeeded; an order's are counted at the end. */
  points: number;
}

interface Done extends Write {
  answer: Answer;
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
  const told = new Map<string, OrderInput>();
  const orders: { id: string; customer: string; states: OrderInput[] }[] = [];
  const codes: { code: string; customer: string }[] = [];
  const among = <Item>(items: Item[]) => items[Math.floor(chance() * items.length)];
  let keys = 0;

  const nextWrite = (): Write => {
    const customer = among(CUSTOMERS) ?? "anna";
    const memberId = memberIds.get(customer) ?? "";
    const key = `write ${++keys}`;
    const kind = chance();
    const post = { method: "POST" as const, key, customer };
    if (kind < 0.3) {
      const points = 1 + Math.floor(chance() * 150);
      const body = { memberId, points, description: "A review", hold: chance() < 0.3 };
      return { ...post, path: "/v1/earn", body, points };
    }
    if (kind < 0.6)
      return { ...post, path: "/v1/redeem", body: { memberId, rewardId: "reward" }, points: -PRICE };
    const voucher = among(codes);
    if (kind < 0.7 && voucher)
      return {
        ...post,
        customer: voucher.customer,
        path: `/v1/vouchers/${voucher.code}/release`,
        body: {},
        points: PRICE,
      };
    const isNew = orders.length === 0 || chance() < 0.3;
    const order = (isNew ? undefined : among(orders)) ?? newOrder(customer);
    const state = among(order.states) ?? placed(customer, store.now, [100]);
    const latest = told.get(order.id);
    if (!latest || latest.updatedAt < state.updatedAt) told.set(order.id, state);
    return {
      method: "PUT",
      path: `/v1/orders/${order.id}`,
      body: state,
      key,
      customer: order.customer,
      points: 0,
    };
  };
  const newOrder = (customer: string) => {
    const order = {
      id: `order-${orders.length + 1}`,
      customer,
      states: statesOf(customer, store.now, chance),
    };
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
      if (write.path === "/v1/redeem" && answer.status === 201)
        codes.push({ code: answer.as(redeemedSchema).voucher.code, customer: write.customer });
    });
    // All within the 30 days for which an answer is kept.
    store.now += Math.floor(chance() * 2 * DAY);
  }

  store.environment = environment;
  await answersTheSame(store, done);
  for (const customer of CUSTOMERS) {
    const written = done.filter((write) => write.customer === customer && write.answer.status !== 409);
    const ordered = orders.filter((order) => order.customer === customer).map((order) => told.get(order.id));
    const expected =
      written.reduce((sum, write) => sum + write.points, 0) +
      ordered.reduce((sum, state) => sum + (state ? worth({ rate: 1, per: 100 }, state) : 0), 0);
    expect(await postedBesideExpiry(store, memberIds.get(customer) ?? "")).toBe(expected);
  }
  expect(new Set(codes.map(({ code }) => code)).size).toBe(codes.length);
  expect(await store.problems()).toEqual([]);
  return { writes: done.length, lost: lossy.lost() };
}

async function untilAnswered(store: StoreUnderTest, { method, path, body, key }: Write): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const answer = await store.server(method, path, { body, key });
    if (answer.status < 500 || tries === 50) return answer;
  }
}

/** A key that was answered with a success answers the same for ever (promise 4). */
async function answersTheSame(store: StoreUnderTest, done: Done[]): Promise<void> {
  for (const { answer, ...write } of done) {
    if (write.method === "PUT" || answer.status === 409) continue;
    expect((await untilAnswered(store, write)).text).toBe(answer.text);
  }
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

/** The life of an order: up to six states, a second apart. */
function statesOf(customer: string, at: number, chance: () => number): OrderInput[] {
  const states = [
    placed(customer, at, [500 + Math.floor(chance() * 20_000), 1500], { isPaid: chance() < 0.5 }),
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
