/** A store's connection to a shop, and deliveries to it as Shopify and WooCommerce send them, signed over the very bytes. */
import { expect } from "vitest";
import { z } from "zod";
import { connectionSchema } from "../../../worker/integrations/connections/answers.ts";
import { drainInbox } from "../../../worker/integrations/inbox/drain-inbox.ts";
import type { PlatformName } from "../../../worker/integrations/platform.ts";
import { memberSchema } from "../../../worker/members/answers.ts";
import { StoreUnderTest, type Answer, type ProgramInput } from "../store-under-test.ts";
import { inboxOf } from "./inbox.ts";
import { bytesOf, signed } from "./shopify/signed.ts";

export const WEBHOOK_SECRET = "a-secret-that-signs-deliveries";

/** One point for each whole unit of the store's currency, at once and for ever. */
export const A_POINT_A_UNIT: ProgramInput = {
  name: "Juniper Circle",
  earning: { order: { points: 1, per: 100 }, signUp: null, holdDays: 0 },
};

/** A store in US dollars with the program. */
export async function dollarStore(program: ProgramInput = A_POINT_A_UNIT): Promise<StoreUnderTest> {
  return StoreUnderTest.make(program, undefined, { currency: "USD" });
}

/** What is sent: a topic, and the body as it is or as JSON. */
export interface Sent {
  topic: string;
  body: unknown;
  /** What the platform sends beside its signature and topic. */
  headers?: Record<string, string>;
}

const SHOPS: Record<PlatformName, string> = {
  shopify: "juniper.myshopify.com",
  woocommerce: "https://shop.example",
};

/** The names under which each platform sends its signature and its topic. */
const HEADERS: Record<PlatformName, { signature: string; topic: string }> = {
  shopify: { signature: "X-Shopify-Hmac-SHA256", topic: "X-Shopify-Topic" },
  woocommerce: { signature: "X-WC-Webhook-Signature", topic: "X-WC-Webhook-Topic" },
};

export class ShopConnection {
  readonly store: StoreUnderTest;
  readonly platform: PlatformName;
  readonly id: string;

  private constructor(store: StoreUnderTest, platform: PlatformName, id: string) {
    this.store = store;
    this.platform = platform;
    this.id = id;
  }

  /** Connects the store; `more` are further fields of the connection. */
  static async of(store: StoreUnderTest, platform: PlatformName, more: object = {}): Promise<ShopConnection> {
    const body = { platform, shop: SHOPS[platform], webhookSecret: WEBHOOK_SECRET, ...more };
    const answer = await store.server("POST", "/v1/connections", { body });
    expect(answer.status, answer.text).toBe(201);
    return new ShopConnection(store, platform, answer.as(connectionSchema).id);
  }

  /** The delivery, signed with the secret; `about` replaces what would be signed and sent. */
  async deliver(sent: Sent, about: { secret?: string; signature?: string } = {}): Promise<Answer> {
    const raw = bytesOf(typeof sent.body === "string" ? sent.body : JSON.stringify(sent.body));
    const { signature, topic } = HEADERS[this.platform];
    return this.send(raw, {
      ...sent.headers,
      [topic]: sent.topic,
      [signature]: about.signature ?? (await signed(about.secret ?? WEBHOOK_SECRET, raw)),
    });
  }

  /** Delivers each, and requires that each is taken. */
  async deliverAll(deliveries: Sent[]): Promise<void> {
    for (const sent of deliveries) {
      const answer = await this.deliver(sent);
      expect([answer.status, answer.text]).toEqual([200, '{"received":true}']);
    }
  }

  async send(raw: Uint8Array<ArrayBuffer>, headers: Record<string, string>): Promise<Answer> {
    return this.store.call("POST", `/webhooks/${this.id}`, { raw, headers });
  }

  /** Gives the connection a new secret, as its owner does. */
  async rotate(webhookSecret: string): Promise<void> {
    const answer = await this.store.server("PATCH", `/v1/connections/${this.id}`, {
      body: { webhookSecret },
    });
    expect(answer.status, answer.text).toBe(200);
  }

  /** Works what is due at the store's clock, as the job does. */
  async drain(): Promise<void> {
    await drainInbox(this.store.environment, this.store.id, this.store.now);
  }

  /** Status and sentence of each delivery by its topic. */
  async outcomes(): Promise<Record<string, string>> {
    const items = await inboxOf(this.store);
    return Object.fromEntries(items.map(({ topic, status, detail }) => [topic, `${status}: ${detail}`]));
  }
}

/** The member who is the customer; null where nobody is. */
export async function memberOf(store: StoreUnderTest, customerId: string) {
  const answer = await store.server("GET", `/v1/members?customerId=${customerId}`);
  return answer.as(z.object({ items: z.array(memberSchema) }).loose()).items[0] ?? null;
}

/** What the customer has; null where they are no member. */
export async function pointsOf(store: StoreUnderTest, customerId: string): Promise<number | null> {
  const member = await memberOf(store, customerId);
  if (!member) return null;
  const { available, pending, debt } = await store.balance(member.id);
  expect([pending, debt]).toEqual([0, 0]);
  return available;
}
