/** What each kind of request costs D1, for members with histories of several lengths. */
import { SignJWT } from "jose";
import { createApp } from "../../worker/app.ts";
import type { Environment } from "../../worker/environment.ts";
import type { programDocument } from "../../worker/program/document.ts";
import { createStore, type CreatedStore } from "../../worker/stores/create.ts";
import type { z } from "zod";
import { databaseOf } from "../../worker/database/client.ts";
import { postExpiries } from "../../worker/ledger/expire.ts";
import { giveHistory, giveLapsingLot, LOT, type HistoryKind } from "./history.ts";
import { metered, type Meter, type Spent } from "./meter.ts";

/** The requests in the order in which they are made, on the same member; last the job's posting of an expiry. */
export const requestKinds = ["session", "panel", "earn", "redeem", "order", "refund", "expire"] as const;
export type RequestKind = (typeof requestKinds)[number];
export type Costs = Record<RequestKind, Spent>;

/** Far from the clock of any other store in the database. */
const NOW = Date.UTC(2030, 10, 1, 12);
const DAY = 86_400_000;
const ORIGIN = "https://regulars.example.com";
const SHOP = "https://shop.example.com";

const program: z.input<typeof programDocument> = {
  name: "Bench",
  earning: { order: { points: 1, per: 100 }, holdDays: 14 },
  expiry: { afterDays: 365 },
  rewards: [{ id: "six-off", name: "£6 off", type: "amount_off", amount: 600, points: LOT }],
  referral: {
    friend: { type: "amount_off", amount: 1000 },
    advocate: { type: "points", points: 500 },
  },
};

/** A new store in the database, its configuration warm; `costsOf` makes members in it and measures. */
export class CostMeasurement {
  readonly storeId: string;
  readonly #created: CreatedStore;
  readonly #handle: string;
  readonly #meter: Meter;
  readonly #environment: Environment;
  readonly #app = createApp(() => this.#now);
  /** What goes on after an answer. */
  readonly #afterwards: Promise<unknown>[] = [];
  #now = NOW;
  #sent = 0;

  private constructor(created: CreatedStore, handle: string, environment: Environment) {
    this.storeId = created.id;
    this.#created = created;
    this.#handle = handle;
    this.#meter = metered(environment.DB);
    this.#environment = { ...environment, DB: this.#meter.database };
  }

  static async begin(environment: Environment): Promise<CostMeasurement> {
    // Reading to the end of a store's or a member's rows touches the one row after (or before) them, if there is one:
    // so there is one, of a store that is older, of one that is younger, and of a member who joins last.
    await (await CostMeasurement.#make(environment, "older", NOW - DAY)).costsOf("spent", 2);
    await (await CostMeasurement.#make(environment, "younger", NOW + DAY)).costsOf("spent", 2);
    const measurement = await CostMeasurement.#make(environment, "bench", NOW);
    measurement.#now = NOW + DAY;
    await measurement.costsOf("spent", 2);
    measurement.#now = NOW;
    return measurement;
  }

  static async #make(environment: Environment, handle: string, now: number): Promise<CostMeasurement> {
    const store = {
      handle,
      name: "Bench",
      currency: "GBP",
      locale: "en-GB",
      timeZone: "Europe/London",
      accent: "#1f5c4a",
      landingUrl: SHOP,
      origins: [SHOP],
    };
    const measurement = new CostMeasurement(await createStore(environment, store, now), handle, environment);
    measurement.#now = now - 3_600_000; // an hour before anybody orders
    await measurement.#server("PUT", "/v1/program", program);
    measurement.#now = now;
    return measurement;
  }

  /** The measurement's clock, milliseconds. */
  get now(): number {
    return this.#now;
  }

  /** What each request costs for a new member with a history of as many entries. */
  async costsOf(kind: HistoryKind, entries: number): Promise<Costs> {
    const customerId = `${kind}-${entries}`;
    this.#now += 1;
    const { id: memberId } = await this.#server<{ id: string }>("POST", "/v1/members", { customerId });
    await giveHistory(this.#environment.DB, this.storeId, memberId, kind, entries, this.#now);
    const token = await this.#token(customerId);

    const costs: Partial<Costs> = {};
    const measure = async <Result>(request: RequestKind, call: () => Promise<Result>): Promise<Result> => {
      this.#meter.take();
      const result = await call();
      costs[request] = this.#meter.take();
      return result;
    };
    // Asking for the program may forget a configuration of some age, for both keys: each is warmed after it.
    await this.#page("GET", "/storefront/program");
    await this.#server("GET", `/v1/members/${memberId}`);
    const { session } = await measure("session", () =>
      this.#page<{ session: string }>("POST", "/storefront/sessions", { token }),
    );
    await measure("panel", () => this.#page("GET", "/storefront/panel", undefined, session));
    const gift = { memberId, points: 50, description: "A review" };
    await measure("earn", () => this.#server("POST", "/v1/earn", gift));
    await measure("redeem", () =>
      this.#page("POST", "/storefront/redemptions", { rewardId: "six-off" }, session),
    );
    const order = orderOf(customerId, this.#now);
    await measure("order", () => this.#server("PUT", `/v1/orders/${customerId}`, order));
    await measure("refund", () =>
      this.#server("PUT", `/v1/orders/${customerId}`, refunded(order, this.#now)),
    );
    await giveLapsingLot(this.#environment.DB, this.storeId, memberId, this.#now);
    const at = { now: this.#now + 1, storeId: this.storeId };
    await measure("expire", () => postExpiries(databaseOf(this.#environment), at, 500));
    return costs as Costs;
  }

  /** What following a link costs that was followed before, the click (written a second later) left out. */
  async hotLinkCost(): Promise<Spent> {
    const { id: memberId } = await this.#server<{ id: string }>("POST", "/v1/members", {
      customerId: "advocate",
    });
    const { code } = await this.#server<{ code: string }>("POST", "/v1/referral-links", { memberId });
    await this.#follow(code);
    this.#meter.take();
    await this.#follow(code);
    const spent = this.#meter.take();
    await Promise.all(this.#afterwards);
    return spent;
  }

  async #token(customerId: string): Promise<string> {
    const seconds = Math.floor(this.#now / 1000);
    const { key, secret } = this.#created.keys.signing;
    return new SignJWT({
      aud: this.#created.keys.publishable.key,
      sub: customerId,
      iat: seconds,
      exp: seconds + 600,
    })
      .setProtectedHeader({ alg: "HS256", kid: key })
      .sign(new TextEncoder().encode(secret ?? ""));
  }

  #server<Body>(method: string, path: string, body?: object): Promise<Body> {
    return this.#call(method, path, body, this.#created.keys.secret.key);
  }

  #page<Body>(method: string, path: string, body?: object, session?: string): Promise<Body> {
    return this.#call(method, `${path}?key=${this.#created.keys.publishable.key}`, body, session);
  }

  async #call<Body>(method: string, path: string, body?: object, bearer?: string): Promise<Body> {
    const response = await this.#send(path, {
      method,
      headers: {
        "Content-Type": "application/json",
        "Idempotency-Key": `${this.#handle}-${++this.#sent}`,
        ...(bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  async #follow(code: string): Promise<void> {
    const response = await this.#send(`/r/${code}`, { redirect: "manual" });
    if (response.status !== 302) throw new Error(`A followed link answered ${response.status}.`);
  }

  #send(path: string, init: RequestInit): Promise<Response> {
    const waitUntil = (promise: Promise<unknown>) => this.#afterwards.push(promise);
    const context = { waitUntil, passThroughOnException: () => {}, props: {} };
    return Promise.resolve(this.#app.request(ORIGIN + path, init, this.#environment, context));
  }
}

function orderOf(customerId: string, now: number) {
  const time = new Date(now - 60_000).toISOString();
  return {
    customer: { id: customerId },
    currency: "GBP",
    placedAt: time,
    updatedAt: time,
    paidAt: time,
    lines: [
      { id: "1", quantity: 1, amount: 3999 },
      { id: "2", quantity: 2, amount: 2500 },
    ],
  };
}

function refunded(order: ReturnType<typeof orderOf>, now: number) {
  const time = new Date(now).toISOString();
  const refunds = [{ id: "1", refundedAt: time, lines: [{ lineId: "2", amount: 1250 }] }];
  return { ...order, updatedAt: time, refunds };
}
