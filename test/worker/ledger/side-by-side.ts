/** Plays operations on the Worker, through its own routes, and on the model beside it, and compares them. */
import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { z } from "zod";
import { databaseOf } from "../../../worker/database/client.ts";
import { selectBalance } from "../../../worker/ledger/balance.ts";
import { balanceSchema, memberSchema } from "../../../worker/members/answers.ts";
import { orderAnswerSchema } from "../../../worker/orders/answers.ts";
import { redeemedSchema } from "../../../worker/rewards/answers.ts";
import { scheduled } from "../../../worker/scheduled.ts";
import {
  DAY,
  environment,
  START,
  StoreUnderTest,
  type Answer,
  type Balance,
  type OrderInput,
  type ProgramInput,
} from "../store-under-test.ts";
import { Model, VOUCHER_DAYS, type Rules } from "./model.ts";
import type { Operation } from "./operations.ts";
import { changed, emailOf, placed } from "./order-states.ts";

const CUSTOMERS = ["anna", "ben", "cleo"] as const;
const REFERRAL = { points: 150, minimumOrder: 4000, holdDays: 20, attributionDays: 30 };
/** Younger than this an answer is kept for certain, milliseconds. */
const REPEATABLE = 29 * DAY;

interface Repeatable {
  path: string;
  body: object;
  key: string;
  answer: Answer;
  at: number;
}

export type Beginning = Omit<Rules, "publishedAt" | "referral">;

export class SideBySide {
  readonly store: StoreUnderTest;
  readonly model: Model;
  #memberIds = new Map<string, string>();
  #orders: { id: string; customer: string; states: OrderInput[] }[] = [];
  #repeatables: Repeatable[] = [];
  #keys = 0;

  private constructor(store: StoreUnderTest, model: Model) {
    this.store = store;
    this.model = model;
  }

  static async begin(beginning: Beginning): Promise<SideBySide> {
    const rules: Rules = { ...beginning, publishedAt: START, referral: REFERRAL };
    return new SideBySide(await StoreUnderTest.make(programOf(rules)), new Model(rules));
  }

  /** Does one operation on both; what the Worker answers has to be what the model says. */
  async play(operation: Operation): Promise<void> {
    // An order is placed and paid a moment before it is told, so that no two lots are of the same instant.
    this.store.now += 2;
    await this.#do(operation);
  }

  async #do(operation: Operation): Promise<void> {
    const { store, model } = this;
    switch (operation.do) {
      case "join":
        return this.#join(customerOf(operation.customer));
      case "earn": {
        const customer = await this.#joined(operation.customer);
        const { points, hold } = operation;
        const body = { memberId: this.#memberId(customer), points, description: "A review", hold };
        const answer = await this.#post("/v1/earn", body, 201);
        model.earn(customer, points, hold, store.now);
        this.#answersBalance(answer, customer);
        return;
      }
      case "order": {
        const customer = customerOf(operation.customer);
        const code = [...model.vouchers].find(
          ([, each]) => each.customer === customer && each.status === "issued",
        );
        const state = placed(customer, store.now - 1, operation.amounts, {
          ...operation,
          vouchers: operation.voucher && code ? [code[0]] : [],
        });
        const order = { id: `order ${this.#orders.length + 1}`, customer, states: [state] };
        this.#orders.push(order);
        return operation.isTold ? this.#tell(order.id, customer, state) : undefined;
      }
      case "change": {
        const order = at(this.#orders, operation.order);
        const latest = order?.states.at(-1);
        const next = latest && changed(latest, operation.change, store.now - 1);
        if (!order || !next) return;
        order.states.push(next);
        return operation.isTold ? this.#tell(order.id, order.customer, next) : undefined;
      }
      case "tell": {
        const order = at(this.#orders, operation.order);
        const state = order && at(order.states, operation.state);
        return state && this.#tell(order.id, order.customer, state);
      }
      case "redeem":
        return this.#redeem(await this.#joined(operation.customer));
      case "release": {
        const code = at([...model.vouchers.keys()], operation.voucher);
        if (code === undefined) return;
        const answer = await this.#post(`/v1/vouchers/${code}/release`, {}, model.release(code) ? 200 : 409);
        if (answer.status === 200) this.#answersBalance(answer, model.vouchers.get(code)?.customer ?? "");
        return;
      }
      case "use": {
        const code = at([...model.vouchers.keys()], operation.voucher);
        if (code === undefined) return;
        const isUsable = model.use(code, "in the shop", store.now);
        await this.#post(`/v1/vouchers/${code}/use`, { orderId: "in the shop" }, isUsable ? 200 : 409);
        return;
      }
      case "claim":
        return this.#claim(await this.#joined(operation.advocate), customerOf(operation.friend));
      case "repeat":
        return this.#repeat(operation.call);
      case "wait":
        store.now += operation.milliseconds;
        return;
      case "run the job":
        return scheduled(databaseOf(environment), store.now);
      case "publish": {
        const { rate, holdDays, signUp, price } = operation;
        const rules = { ...model.rules, publishedAt: store.now, rate, holdDays, signUp, price };
        await store.publish(programOf(rules));
        model.publish(rules);
        return;
      }
    }
  }

  /** Every member has what the model says they have. */
  async compare(): Promise<void> {
    const { store, model } = this;
    const expected = [...model.balances(store.now)];
    const each = expected.map(([customer]) => {
      const balance = selectBalance(store.id, this.#memberId(customer), store.now);
      return sql`SELECT ${customer} AS customer, * FROM (${balance})`;
    });
    if (each.length === 0) return;
    const rows = await databaseOf(environment).all<Balance & { customer: string }>(
      sql.join(each, sql` UNION ALL `),
    );
    const found = rows.map(({ customer, ...balance }) => [customer, balance]);
    expect(found).toEqual(expected);
  }

  /** At the end: the same over the API, and the ledger's own check finds nothing. */
  async conclude(): Promise<void> {
    for (const [customer, balance] of this.model.balances(this.store.now))
      expect(await this.store.balance(this.#memberId(customer))).toEqual(balance);
    expect(await this.store.problems()).toEqual([]);
  }

  async #join(customer: string): Promise<void> {
    if (this.model.isMember(customer)) return;
    const body = { customerId: customer, email: emailOf(customer) };
    const answer = await this.#post("/v1/members", body, 201);
    this.#memberIds.set(customer, answer.as(memberSchema).id);
    this.model.enrol(customer, this.store.now);
  }

  async #joined(pick: number): Promise<string> {
    const customer = customerOf(pick);
    await this.#join(customer);
    return customer;
  }

  async #tell(id: string, customer: string, state: OrderInput): Promise<void> {
    const { store, model } = this;
    const known = model.orders.get(id)?.state;
    const answer = await store.server("PUT", `/v1/orders/${encodeURIComponent(id)}`, { body: state });
    expect(answer.status, answer.text).toBe(200);
    const told = answer.as(orderAnswerSchema);
    this.#memberIds.set(customer, told.order.memberId ?? "");
    const posted = model.putOrder(id, customer, state, store.now);
    const isRepeated = known?.updatedAt === state.updatedAt;
    const points = model.orders.get(id)?.points;
    expect(told).toMatchObject({
      ...(isRepeated ? {} : { posted }),
      stale: known !== undefined && known.updatedAt > state.updatedAt,
      order: { points },
    });
    expect(told.balance).toEqual(model.balances(store.now).get(customer));
  }

  async #redeem(customer: string): Promise<void> {
    const redeemed = this.model.redeem(customer, this.store.now);
    const body = { memberId: this.#memberId(customer), rewardId: "reward" };
    const answer = await this.#post("/v1/redeem", body, redeemed ? 201 : 409);
    if (!redeemed) return;
    redeemed(answer.as(redeemedSchema).voucher.code);
    this.#answersBalance(answer, customer);
  }

  async #claim(advocate: string, friend: string): Promise<void> {
    if (this.model.hasClaimed(friend)) return;
    const memberId = this.#memberId(advocate);
    const link = await this.#post("/v1/referral-links", { memberId }, 201);
    const { code } = link.as(z.object({ code: z.string() }).loose());
    const isGiven = this.model.claim(advocate, friend, this.store.now);
    const answer = await this.store.page("POST", "/storefront/referral-claims", {
      body: { code, email: emailOf(friend) },
    });
    expect(answer.status, answer.text).toBe(isGiven ? 201 : 409);
  }

  async #repeat(call: number): Promise<void> {
    const repeatable = this.#repeatables.filter(({ at }) => this.store.now - at < REPEATABLE);
    const again = at(repeatable, call);
    if (!again) return;
    const answer = await this.store.server("POST", again.path, { body: again.body, key: again.key });
    expect({ status: answer.status, text: answer.text }).toEqual({
      status: again.answer.status,
      text: again.answer.text,
    });
  }

  async #post(path: string, body: object, status: number): Promise<Answer> {
    const key = `sequence-${++this.#keys}`;
    const answer = await this.store.server("POST", path, { body, key });
    expect(answer.status, answer.text).toBe(status);
    // A link counts clicks, and a refusal is no write: both may answer otherwise later.
    if (status < 400 && path !== "/v1/referral-links")
      this.#repeatables.push({ path, body, key, answer, at: this.store.now });
    return answer;
  }

  #answersBalance(answer: Answer, customer: string): void {
    const { balance } = answer.as(z.object({ balance: balanceSchema }).loose());
    expect(balance).toEqual(this.model.balances(this.store.now).get(customer));
  }

  #memberId(customer: string): string {
    const id = this.#memberIds.get(customer);
    if (id === undefined) throw new Error(`${customer} is no member yet.`);
    return id;
  }
}

function customerOf(pick: number): string {
  return at([...CUSTOMERS], pick) ?? CUSTOMERS[0];
}

function at<Item>(items: Item[], pick: number): Item | undefined {
  return items[pick % items.length];
}

function programOf(rules: Rules): ProgramInput {
  const { rate, per, holdDays, expiryDays, signUp, price, referral } = rules;
  return {
    name: "Sequence",
    earning: { order: { points: rate, per }, signUp, holdDays },
    expiry: expiryDays === null ? null : { afterDays: expiryDays },
    rewards: [
      {
        id: "reward",
        name: "£5 off",
        type: "amount_off",
        amount: 500,
        points: price,
        validDays: VOUCHER_DAYS,
      },
    ],
    referral: {
      friend: { type: "amount_off", amount: 1000, minimumOrder: 4000, validDays: 30 },
      advocate: { type: "points", points: referral.points },
      minimumOrder: referral.minimumOrder,
      newCustomersOnly: true,
      attributionDays: referral.attributionDays,
      holdDays: referral.holdDays,
    },
  };
}
