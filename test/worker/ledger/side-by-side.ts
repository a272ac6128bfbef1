/** The Worker, called through its own routes, and the model beside it. */
import { expect } from "vitest";
import { z } from "zod";
import { databaseOf } from "../../../worker/database/client.ts";
import type { Environment } from "../../../worker/environment.ts";
import { checkLedger } from "../../../worker/ledger/check.ts";
import { balanceSchema } from "../../../worker/members/answers.ts";
import type { OrderUpdate } from "../../../worker/program/order.ts";
import { createStore } from "../../../worker/stores/create.ts";
import { expectReplayed } from "../events/replay.ts";
import { DAY, SHOP, StoreUnderTest, type Answer, type Balance } from "../store-under-test.ts";
import type { Beginning } from "./draw/program.ts";
import { POOL } from "./draw/rewards.ts";
import { lotsOf, type LotLine } from "./model/lots.ts";
import { tierAt } from "./model/tiers.ts";
import type { World } from "./model/world.ts";
import { emailOf } from "./order-states.ts";

export const CUSTOMERS = ["anna", "ben", "cleo", "dora"] as const;
/** Younger than this an answer is kept for certain, milliseconds of the real clock. */
const REPEATABLE = 29 * DAY;
/** Codes that the pool begins with. */
const CODES = 6;

interface Repeatable {
  path: string;
  body: object;
  key: string;
  answer: Answer;
  at: number;
}

let stores = 0;

export class SideBySide {
  readonly store: StoreUnderTest;
  readonly environment: Environment;
  readonly world: World;
  readonly isSandbox: boolean;
  /** How far the store's clock is ahead of the real one, milliseconds. */
  ahead = 0;
  readonly orders: { id: string; states: OrderUpdate[] }[] = [];
  #memberIds = new Map<string, string>();
  #repeatables: Repeatable[] = [];
  #keys = 0;

  private constructor(store: StoreUnderTest, environment: Environment, world: World, isSandbox: boolean) {
    this.store = store;
    this.environment = environment;
    this.world = world;
    this.isSandbox = isSandbox;
  }

  static async begin(environment: Environment, beginning: Beginning): Promise<SideBySide> {
    const { program, timeZone, currency, begins, sandbox } = beginning;
    const handle = `sequence${++stores}`;
    const created = await createStore(
      environment,
      {
        handle,
        name: "Sequence",
        currency,
        locale: "en-GB",
        timeZone,
        accent: "#1f5c4a",
        landingUrl: SHOP,
        origins: [SHOP],
        sandbox,
      },
      begins,
    );
    const store = new StoreUnderTest(created, handle);
    store.environment = environment;
    store.now = begins;
    await store.publish(program);
    const world: World = {
      zone: timeZone,
      currency,
      versions: [{ publishedAt: begins, program }],
      members: new Map(),
      orders: new Map(),
      vouchers: new Map(),
      referrals: new Map(),
      codes: CODES,
      redeemed: new Map(),
    };
    const both = new SideBySide(store, environment, world, sandbox);
    const codes = Array.from({ length: CODES }, (_, index) => `CODE-${index + 1}`);
    await both.post(`/v1/code-pools/${POOL}/codes`, { codes });
    return both;
  }

  /** The store's clock. */
  get now(): number {
    return this.store.now + this.ahead;
  }

  /**
   * A keyed call of the store's server. The answer is a success, or the refusal that is expected, and may be asked for
   * again later.
   */
  async post(path: string, body: object, refusal: string | null = null): Promise<Answer> {
    const key = `sequence-${++this.#keys}`;
    const answer = await this.store.server("POST", path, { body, key });
    if (refusal !== null) {
      expect(answer.status >= 400 ? answer.problem().code : answer.text).toBe(refusal);
      return answer;
    }
    expect(answer.status, answer.text).toBeLessThan(300);
    // A link counts clicks, and so may answer otherwise later.
    if (path !== "/v1/referral-links")
      this.#repeatables.push({ path, body, key, answer, at: this.store.now });
    return answer;
  }

  /** Sends one of the calls again: it is answered as it was, and changes nothing. */
  async repeat(pick: number): Promise<void> {
    const young = this.#repeatables.filter(({ at }) => this.store.now - at < REPEATABLE);
    const again = young[pick % young.length];
    if (!again) return;
    const answer = await this.store.server("POST", again.path, { body: again.body, key: again.key });
    expect({ status: answer.status, text: answer.text }).toEqual({
      status: again.answer.status,
      text: again.answer.text,
    });
  }

  /** The answer holds the balance that the model says. */
  answersBalance(answer: Answer, customer: string): void {
    const { balance } = answer.as(z.object({ balance: balanceSchema }).loose());
    expect(balance).toEqual(this.balanceOf(customer));
  }

  balanceOf(customer: string): Balance | null {
    return this.world.members.get(customer)?.purse.balance(this.now) ?? null;
  }

  /** A session of the member's on the store's page. */
  async session(customer: string): Promise<string> {
    return this.store.session(customer, { email: emailOf(customer) });
  }

  async memberId(customer: string): Promise<string> {
    const known = this.#memberIds.get(customer);
    if (known !== undefined) return known;
    const [row] = await this.#rows<{ id: string }>(
      "SELECT id FROM members WHERE store_id = ? AND email = ?",
      [emailOf(customer)],
    );
    if (!row) throw new Error(`${customer} is no member yet.`);
    this.#memberIds.set(customer, row.id);
    return row.id;
  }

  /** Every member has what the model says they have. */
  async compare(): Promise<void> {
    const lots = `coalesce((SELECT sum(remaining) FROM lots WHERE lots.store_id = balances.store_id
      AND lots.member_id = balances.member_id AND remaining > 0 AND expires_at > ?2 AND available_at`;
    const rows = await this.#rows<Balance & { email: string }>(
      `SELECT email, debt, ${lots} <= ?2), 0) AS available, ${lots} > ?2), 0) AS pending
        FROM balances JOIN members ON members.store_id = balances.store_id AND members.id = balances.member_id
        WHERE balances.store_id = ?1`,
      [this.now],
    );
    const found = Object.fromEntries(rows.map(({ email, ...balance }) => [email, balance]));
    const members = [...this.world.members.values()];
    const expected = members.map(
      ({ customer, purse }) => [emailOf(customer), purse.balance(this.now)] as const,
    );
    expect(found).toEqual(Object.fromEntries(expected));
  }

  /** At the end: balances over the API, lots, tiers, vouchers and the replayed events; the ledger's own check finds nothing. */
  async conclude(): Promise<void> {
    await this.compare();
    for (const member of this.world.members.values()) {
      const { customer, purse } = member;
      const id = await this.memberId(customer);
      expect(await this.store.balance(id)).toEqual(purse.balance(this.now));
      expect({ customer, lots: await this.#lots(id) }).toEqual({ customer, lots: lotsOf(purse) });
      const answer = await this.store.server("GET", `/v1/members/${id}/tier`);
      const { tier } = answer.as(
        z.object({ tier: z.object({ id: z.string().nullable() }).loose().nullable() }),
      );
      expect({ customer, tier: tier?.id ?? null }).toEqual({
        customer,
        tier: tierAt(this.world, member, this.now),
      });
    }
    await this.#compareVouchers();
    expect(await this.#problems()).toEqual([]);
    await expectReplayed(this.environment, this.store.id);
  }

  /** What is or was in the member's lots when they expired, added up by their dates. */
  async #lots(memberId: string): Promise<LotLine[]> {
    return this.#rows<LotLine>(
      `SELECT available_at AS availableAt, due_at AS dueAt, expires_at AS expiresAt, warned_at AS warnedAt,
          sum(remaining + expired) AS points
        FROM lots WHERE store_id = ? AND member_id = ? AND remaining + expired > 0
        GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
      [memberId],
    );
  }

  async #compareVouchers(): Promise<void> {
    const rows = await this.#rows<{ code: string; status: string; orderId: string | null }>(
      `SELECT code, status, order_id AS orderId FROM vouchers
        WHERE store_id = ? AND redemption_id IS NOT NULL ORDER BY code`,
      [],
    );
    const vouchers = [...this.world.vouchers].sort(([a], [b]) => (a < b ? -1 : 1));
    expect(rows).toEqual(vouchers.map(([code, { status, orderId }]) => ({ code, status, orderId })));
  }

  async #problems(): Promise<unknown[]> {
    const found: unknown[] = [];
    for (let after: string | null = ""; after !== null;) {
      const slice = await checkLedger(databaseOf(this.environment), this.store.id, this.now, after);
      found.push(...slice.problems);
      after = slice.next;
    }
    return found;
  }

  async #rows<Row>(query: string, values: (string | number)[]): Promise<Row[]> {
    const { results } = await this.environment.DB.prepare(query)
      .bind(this.store.id, ...values)
      .all<Row>();
    return results;
  }
}
