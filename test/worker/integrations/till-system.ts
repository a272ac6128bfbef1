/**
 * A platform of the tests' own, in the place of one that there is: its deliveries say in JSON what the contract of
 * worker/integrations/platform.ts has words for, signed as platforms do, and it has a small API with bad days.
 */
import { afterAll, beforeAll } from "vitest";
import { z } from "zod";
import { connectionSchema } from "../../../worker/integrations/connections/answers.ts";
import { drainInbox } from "../../../worker/integrations/inbox/drain-inbox.ts";
import {
  NotUnderstood,
  PlatformRefused,
  PlatformUnavailable,
  type Delivery,
  type Platform,
  type ShopAccess,
  type Told,
} from "../../../worker/integrations/platform.ts";
import { platforms } from "../../../worker/integrations/platforms.ts";
import { orderUpdate, type OrderUpdate } from "../../../worker/program/order.ts";
import { environment, type Answer, type OrderInput, type StoreUnderTest } from "../store-under-test.ts";

/** The name in whose place it is. */
export const NAME = "woocommerce";
export const SECRET = "a-secret-of-the-till-system";

const encoder = new TextEncoder();

/** The text as it goes over the wire. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(encoder.encode(text));
}

/** The signature that the platform sends: HMAC-SHA256 of the bytes, in base64. */
export async function signatureOf(secret: string, body: Uint8Array<ArrayBuffer>): Promise<string> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["sign"]);
  const signature = new Uint8Array(await crypto.subtle.sign("HMAC", key, body));
  return btoa(String.fromCharCode(...signature));
}

const delivered = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("order"), orderId: z.string(), update: orderUpdate }),
  z.object({
    kind: z.literal("refund"),
    orderId: z.string(),
    refund: z.object({
      id: z.string(),
      refundedAt: z.string(),
      lines: z.array(z.object({ lineId: z.string(), amount: z.int(), tax: z.int() })),
      amount: z.int(),
    }),
  }),
  z.object({ kind: z.literal("order_changed"), orderId: z.string() }),
  z.object({
    kind: z.literal("customer"),
    customer: z.object({
      id: z.string(),
      email: z.string().nullable(),
      firstName: z.string().nullable(),
      phone: z.string().nullable(),
      updatedAt: z.int().optional(),
    }),
  }),
  z.object({ kind: z.literal("customers_merged"), from: z.string(), into: z.string() }),
  z.object({ kind: z.literal("customer_deleted"), customerId: z.string() }),
  z.object({
    kind: z.literal("customer_data_requested"),
    customerId: z.string(),
    email: z.string().nullable(),
  }),
  z.object({ kind: z.literal("customer_redacted"), customerId: z.string(), email: z.string().nullable() }),
  z.object({ kind: z.literal("shop_redacted") }),
  z.object({ kind: z.literal("nothing"), detail: z.string() }),
]);

/** What the API has over there, and how it behaves. */
export const overThere = {
  orders: new Map<string, OrderUpdate>(),
  /** Answers of the next calls, before it behaves again. */
  badDays: [] as number[],
  calls: 0,
  /** Orders a page. */
  pageSize: 2,
};

/** The platform's API, as `OUTBOUND` reaches it. */
export const api = {
  fetch: (url: string) => {
    overThere.calls += 1;
    const badDay = overThere.badDays.shift();
    if (badDay !== undefined)
      return Promise.resolve(new Response("", { status: badDay, headers: { "Retry-After": "7" } }));
    const { pathname, searchParams } = new URL(url);
    const id = /^\/orders\/(.+)$/.exec(pathname)?.[1];
    if (id !== undefined) {
      const update = overThere.orders.get(id);
      return Promise.resolve(update ? Response.json(update) : new Response("", { status: 404 }));
    }
    const since = Number(searchParams.get("since"));
    const from = Number(searchParams.get("from"));
    const changed = [...overThere.orders]
      .filter(([, { updatedAt }]) => Date.parse(updatedAt) >= since)
      .sort(([, a], [, b]) => Date.parse(a.updatedAt) - Date.parse(b.updatedAt));
    return Promise.resolve(Response.json(changed.slice(from, from + overThere.pageSize)));
  },
} as unknown as Fetcher;

async function ask({ outbound, shop }: ShopAccess, path: string): Promise<unknown> {
  const answer = await outbound(shop + path, {});
  if (answer.status === 404) return null;
  if (answer.status === 429 || answer.status >= 500)
    throw new PlatformUnavailable(
      "The till system is busy.",
      Number(answer.headers.get("Retry-After")) * 1000,
    );
  if (!answer.ok) throw new PlatformRefused("The till system refused the credentials.");
  return answer.json();
}

const asDelivery = (orderId: string, update: OrderUpdate): Delivery => ({
  topic: "order",
  body: JSON.stringify({ kind: "order", orderId, update }),
});

const refused = () => Promise.reject(new PlatformRefused("It makes no codes."));

export const till: Platform = {
  topicOf: (headers) => headers.get("X-Till-Topic"),
  isSigned: async (headers, body, secrets) => {
    const given = headers.get("X-Till-Signature");
    const good = await Promise.all(secrets.map((secret) => signatureOf(secret, body)));
    return given !== null && good.includes(given);
  },
  isPing: (headers) => headers.get("X-Till-Ping") === "1",
  translate: ({ topic, body }): Told => {
    if (topic === "bug") return (null as unknown as { told: Told }).told;
    let parsed: unknown;
    try {
      parsed = JSON.parse(body);
    } catch {
      throw new NotUnderstood("The body is not JSON.");
    }
    const read = delivered.safeParse(parsed);
    if (!read.success) throw new NotUnderstood("The till system says something that is not in its manual.");
    const told = read.data;
    if (told.kind !== "customer") return told;
    const { updatedAt, ...customer } = told.customer;
    return { kind: "customer", customer: updatedAt === undefined ? customer : { ...customer, updatedAt } };
  },
  readOrder: async (access, orderId) => {
    const found = await ask(access, `/orders/${orderId}`);
    return found === null ? null : asDelivery(orderId, orderUpdate.parse(found));
  },
  changedOrders: async (access, since, page) => {
    const from = Number(page ?? 0);
    const found = z
      .array(z.tuple([z.string(), orderUpdate]))
      .parse(await ask(access, `/orders?since=${since}&from=${from}`));
    return {
      deliveries: found.map(([id, update]) => asDelivery(id, update)),
      next: found.length < overThere.pageSize ? null : String(from + found.length),
    };
  },
  publishable: new Set(),
  publishVoucher: refused,
  withdrawVoucher: refused,
};

/** Puts the till system in its place while the file's tests run. */
export function withTill(): void {
  const replaced = platforms.get(NAME);
  beforeAll(() => {
    platforms.set(NAME, till);
    overThere.orders.clear();
    overThere.badDays.length = 0;
  });
  afterAll(() => {
    if (replaced) platforms.set(NAME, replaced);
  });
}

/** What it says, before it is filled in. */
export type Said = { kind: "order"; orderId: string; update: OrderInput } | Exclude<Told, { kind: "order" }>;

/** A store's connection to the till system. */
export class TillConnection {
  readonly store: StoreUnderTest;
  readonly id: string;

  constructor(store: StoreUnderTest, id: string) {
    this.store = store;
    this.id = id;
  }

  /** Connects the store; with credentials where `hasApi`. */
  static async of(store: StoreUnderTest, hasApi = false): Promise<TillConnection> {
    const answer = await store.server("POST", "/v1/connections", {
      body: {
        platform: NAME,
        shop: `https://${store.handle}.example.com`,
        webhookSecret: SECRET,
        ...(hasApi && { credentials: { consumerKey: "ck_1", consumerSecret: "cs_of-the-till" } }),
      },
    });
    if (answer.status !== 201) throw new Error(answer.text);
    return new TillConnection(store, answer.as(connectionSchema).id);
  }

  /** A delivery as it comes: the bytes, signed. */
  async deliver(
    said: Said | string,
    { topic = typeof said === "string" ? "text" : said.kind, secret = SECRET } = {},
  ): Promise<Answer> {
    const raw = bytesOf(typeof said === "string" ? said : JSON.stringify(said));
    return this.send(raw, { "X-Till-Topic": topic, "X-Till-Signature": await signatureOf(secret, raw) });
  }

  async send(raw: Uint8Array<ArrayBuffer> | string, headers: Record<string, string>): Promise<Answer> {
    return this.store.call("POST", `/webhooks/${this.id}`, { raw, headers });
  }

  /** Works what is due at the store's clock, as the job does. */
  async drain(): Promise<void> {
    await drainInbox(this.store.environment, this.store.id, this.store.now);
  }
}

/** Bindings that reach the till system's API. */
export const withApi = { ...environment, OUTBOUND: api };
