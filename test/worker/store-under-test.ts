/** A store with a program on the real D1, called through the Worker's own routes, on a clock that a test sets. */
import { AsyncLocalStorage } from "node:async_hooks";
import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { SignJWT } from "jose";
import { inject } from "vitest";
import { z } from "zod";
import { createApp } from "../../worker/app.ts";
import { databaseOf } from "../../worker/database/client.ts";
import type { Environment } from "../../worker/environment.ts";
import { problemSchema } from "../../worker/http/problem.ts";
import { checkLedger, type LedgerProblem } from "../../worker/ledger/check.ts";
import { balanceSchema, memberSchema } from "../../worker/members/answers.ts";
import { orderAnswerSchema, type OrderAnswer } from "../../worker/orders/answers.ts";
import type { programDocument } from "../../worker/program/document.ts";
import type { orderUpdate } from "../../worker/program/order.ts";
import { createStore, type CreatedStore, type NewStore } from "../../worker/stores/create.ts";

export type ProgramInput = z.input<typeof programDocument>;
export type OrderInput = z.input<typeof orderUpdate>;
export type Balance = z.infer<typeof balanceSchema>;

export const DAY = 86_400_000;
/** Noon of 1 November 2026, UTC: when every store of the tests begins. */
export const START = Date.UTC(2026, 10, 1, 12);

/** The origin of the tests' store, and of the Worker. */
export const SHOP = "https://shop.example.com";
export const WORKER = "https://regulars.example.com";

/** One point a pound at once and for ever, a reward of £5 for 500, and a referral that gives points. */
export const PROGRAM = {
  name: "Juniper Circle",
  earning: { order: { points: 1, per: 100 }, signUp: null, holdDays: 0 },
  rewards: [
    {
      id: "five-off",
      name: "£5 off",
      type: "amount_off",
      amount: 500,
      points: 500,
      minimumOrder: 2000,
      validDays: 60,
    },
  ],
  referral: {
    friend: { type: "amount_off", amount: 1000, minimumOrder: 4000, validDays: 30 },
    advocate: { type: "points", points: 500 },
    minimumOrder: 4000,
    newCustomersOnly: true,
    attributionDays: 30,
    holdDays: 30,
  },
} satisfies ProgramInput;

/** An answer, whose body is read by the schema it was documented with. */
export class Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;

  constructor(status: number, headers: Headers, text: string) {
    this.status = status;
    this.headers = headers;
    this.text = text;
  }

  /** The body, which has to fit the schema. */
  as<Schema extends z.ZodType>(schema: Schema): z.output<Schema> {
    const parsed = schema.safeParse(JSON.parse(this.text));
    if (!parsed.success)
      throw new Error(`Answer ${this.status} does not fit its schema: ${this.text}\n${parsed.error.message}`);
    return parsed.data;
  }

  /** The body as a problem, with the status of the answer itself. */
  problem(): z.infer<typeof problemSchema> {
    return this.as(problemSchema);
  }
}

export interface Call {
  body?: unknown;
  /** The body as it is, where it is not to be JSON. */
  raw?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
  /** An Idempotency-Key; one is made for every POST without. */
  key?: string;
}

let stores = 0;

/** Nobody is out there, unless a test puts somebody there: no test calls the internet. */
const nobody = {
  fetch: () => Promise.resolve(new Response("", { status: 503 })),
} as unknown as Fetcher;

/** The Worker's bindings, less what only tests have. */
export const environment: Environment = {
  ...env,
  OUTBOUND: nobody,
  SMTP_URL: inject("smtp").url,
  MAIL_FROM: "rewards@juniper.example",
};

/** The time of the request that is being answered, milliseconds. */
const clock = new AsyncLocalStorage<number>();

/** The app of every store: to make one and its router takes as long as ten calls. */
const app = createApp(() => clock.getStore() ?? START);

/** The answer of the Worker to a request of the store's time. */
export async function responseTo(
  store: Pick<StoreUnderTest, "now" | "environment">,
  path: string,
  request: RequestInit,
  context?: ExecutionContext,
): Promise<Response> {
  return clock.run(store.now, () => app.request(path, request, store.environment, context));
}

export class StoreUnderTest {
  readonly id: string;
  readonly keys: CreatedStore["keys"];
  readonly handle: string;
  /** The real clock, milliseconds; a sandbox store's own may be ahead of it. */
  now = START;
  /** What is bound; a test may put something between the Worker and its database. */
  environment = environment;
  #written = 0;

  constructor(created: CreatedStore, handle: string) {
    this.id = created.id;
    this.keys = created.keys;
    this.handle = handle;
  }

  /** A new store with the program; none where it is null. `more` replaces what is usual of the store itself. */
  static async make(
    program: ProgramInput | null = PROGRAM,
    now = START,
    more: Partial<NewStore> = {},
  ): Promise<StoreUnderTest> {
    const handle = `store${++stores}`;
    const created = await createStore(
      environment,
      {
        handle,
        name: "Juniper & Co",
        currency: "GBP",
        locale: "en-GB",
        timeZone: "Europe/London",
        accent: "#1f5c4a",
        landingUrl: `${SHOP}/?from=friend`,
        origins: [SHOP],
        ...more,
      },
      now,
    );
    const store = new StoreUnderTest(created, handle);
    store.now = now;
    if (program) await store.publish(program);
    return store;
  }

  async publish(program: ProgramInput): Promise<void> {
    const answer = await this.server("PUT", "/v1/program", { body: program });
    if (answer.status !== 200) throw new Error(answer.text);
  }

  /** A call with the store's secret key. */
  async server(method: string, path: string, call: Call = {}): Promise<Answer> {
    return this.call(method, path, {
      ...call,
      headers: { Authorization: `Bearer ${this.keys.secret.key}`, ...call.headers },
    });
  }

  /** A call of the store's page, with the session where there is one. */
  async page(method: string, path: string, call: Call & { session?: string } = {}): Promise<Answer> {
    const query = `${path.includes("?") ? "&" : "?"}key=${this.keys.publishable.key}`;
    return this.call(method, path + query, {
      ...call,
      headers: {
        Origin: SHOP,
        ...(call.session === undefined ? {} : { Authorization: `Bearer ${call.session}` }),
        ...call.headers,
      },
    });
  }

  /** A call as it is. */
  async call(method: string, path: string, { body, raw, headers, key }: Call = {}): Promise<Answer> {
    const json = raw === undefined && body !== undefined ? JSON.stringify(body) : undefined;
    const sent = raw ?? json;
    const context = createExecutionContext();
    const request = {
      method,
      redirect: "manual",
      ...(sent === undefined ? {} : { body: sent }),
      headers: {
        ...(sent === undefined ? {} : { "Content-Type": "application/json" }),
        // As any client tells it; without, the body is first read through to see how long it is.
        ...(json === undefined ? {} : { "Content-Length": String(new TextEncoder().encode(json).length) }),
        ...(method === "POST" ? { "Idempotency-Key": key ?? `key-${++this.#written}` } : {}),
        ...headers,
      },
    } as const;
    const response = await responseTo(this, WORKER + path, request, context);
    const answer = new Answer(response.status, response.headers, await response.text());
    await waitOnExecutionContext(context);
    return answer;
  }

  /** A new member's id. */
  async member(customerId: string, more: { email?: string; firstName?: string } = {}): Promise<string> {
    const answer = await this.server("POST", "/v1/members", { body: { customerId, ...more } });
    return answer.as(memberSchema).id;
  }

  /** Gives points at once. */
  async earn(memberId: string, points: number): Promise<void> {
    const answer = await this.server("POST", "/v1/earn", {
      body: { memberId, points, description: "A gift" },
    });
    if (answer.status !== 201) throw new Error(answer.text);
  }

  /** Sends the state of an order. */
  async putOrder(id: string, order: OrderInput): Promise<OrderAnswer> {
    const answer = await this.server("PUT", `/v1/orders/${id}`, { body: order });
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.as(orderAnswerSchema);
  }

  async balance(memberId: string): Promise<Balance> {
    return (await this.server("GET", `/v1/members/${memberId}/balance`)).as(balanceSchema);
  }

  /** A shopper's token as the store's server signs it; `claims` and `header` replace what is usual. */
  async token(
    customerId: string,
    { claims = {}, header = {}, secret = this.keys.signing.secret ?? "" }: TokenParts = {},
  ): Promise<string> {
    const seconds = Math.floor(this.now / 1000);
    const usual = { aud: this.keys.publishable.key, sub: customerId, iat: seconds, exp: seconds + 600 };
    return new SignJWT({ ...usual, ...claims })
      .setProtectedHeader({ alg: "HS256", kid: this.keys.signing.key, ...header })
      .sign(new TextEncoder().encode(secret));
  }

  /** A session of the shopper. */
  async session(customerId: string, claims: Record<string, unknown> = {}): Promise<string> {
    const token = await this.token(customerId, { claims });
    const answer = await this.page("POST", "/storefront/sessions", { body: { token } });
    return answer.as(z.object({ session: z.string() }).loose()).session;
  }

  /** What the ledger's own check finds over every member of the store. */
  async problems(): Promise<LedgerProblem[]> {
    const found: LedgerProblem[] = [];
    for (let after: string | null = ""; after !== null;) {
      const slice = await checkLedger(databaseOf(environment), this.id, this.now, after);
      found.push(...slice.problems);
      after = slice.next;
    }
    return found;
  }
}

interface TokenParts {
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  secret?: string;
}

/** A paid order of one line of `amount` minor units, at the time `at`; `more` replaces what is usual. */
export function order(
  customerId: string,
  amount: number,
  at: number,
  more: Partial<OrderInput> = {},
): OrderInput {
  const time = new Date(at).toISOString();
  return {
    customer: { id: customerId },
    currency: "GBP",
    placedAt: time,
    updatedAt: time,
    paidAt: time,
    cancelledAt: null,
    lines: [{ id: "1", quantity: 1, amount }],
    ...more,
  };
}
