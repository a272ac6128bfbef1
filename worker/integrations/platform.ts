/**
 * What a platform (Shopify, WooCommerce) has to tell and to do. One folder each beside this file: its signature, its
 * words translated into ours by pure functions, and its API.
 */
import type { Outbound } from "../http/outbound.ts";
import type { OrderUpdate } from "../program/order.ts";
import type { VoucherDetails } from "../program/voucher-details.ts";
import type { VoucherRow } from "../rewards/answers.ts";
import type { connections } from "../database/schema.ts";

export type ConnectionRow = typeof connections.$inferSelect;
export type PlatformName = ConnectionRow["platform"];

/** What a platform's API wants to be called with. */
export type ApiCredentials =
  | { platform: "shopify"; accessToken: string }
  | { platform: "woocommerce"; consumerKey: string; consumerSecret: string };

/** How a call of ours reaches a shop over there. */
export interface ShopAccess {
  /** Shopify: shop-name.myshopify.com. WooCommerce: the site's address, without a slash at its end. */
  shop: string;
  credentials: ApiCredentials;
  outbound: Outbound;
}

/** A shopper as a platform names them. */
export interface ToldCustomer {
  id: string;
  email: string | null;
  firstName: string | null;
  /** E.164 where the platform says it so, else as it stands. */
  phone: string | null;
  /** When the account came to be so, milliseconds; left out where the platform doesn't say: then its arrival counts. */
  updatedAt?: number;
}

export type ToldRefund = OrderUpdate["refunds"][number];

/** What a delivery says, in our words. */
export type Told =
  /** `abridged`: the platform's API says more of this very state (readOrder), and what it says outranks this. */
  | { kind: "order"; orderId: string; update: OrderUpdate; abridged?: boolean }
  /** A refund by itself, without the order that it belongs to. */
  | { kind: "refund"; orderId: string; refund: ToldRefund }
  /** The order changed, and the delivery doesn't say into what. */
  | { kind: "order_changed"; orderId: string }
  | { kind: "customer"; customer: ToldCustomer }
  | { kind: "customers_merged"; from: string; into: string }
  /** The account is gone over there; the person didn't ask to be forgotten. */
  | { kind: "customer_deleted"; customerId: string }
  | { kind: "customer_data_requested"; customerId: string; email: string | null }
  | { kind: "customer_redacted"; customerId: string; email: string | null }
  | { kind: "shop_redacted" }
  /** Understood, and nothing to do; `detail` says why in a sentence. */
  | { kind: "nothing"; detail: string };

/** A delivery that can't be understood; the message says why, in a sentence without personal data. */
export class NotUnderstood extends Error {}

/** What a platform answers when nothing came of a call, and the same call may succeed later. */
export class PlatformUnavailable extends Error {
  /** How long it asks us to wait, milliseconds; null where it doesn't say. */
  readonly retryAfter: number | null;

  constructor(message: string, retryAfter: number | null = null) {
    super(message);
    this.retryAfter = retryAfter;
  }
}

/** A call that will never succeed as it is; the message says why, for the store's owner. */
export class PlatformRefused extends Error {}

/** A delivery as it came, or as a page of changed orders would have been delivered. */
export interface Delivery {
  topic: string;
  /** The raw body. */
  body: string;
}

/** What the voucher has to be over there. */
export type PublishedVoucher = Pick<
  VoucherRow,
  "code" | "name" | "type" | "amount" | "currency" | "minimumOrder" | "availableAt" | "expiresAt"
> & {
  details: VoucherDetails;
  /** Whether the code was there before: switched off since, or used by an order that was cancelled, it is to work again. */
  isAgain?: boolean;
};

/** A platform's whole part. Everything that calls out throws PlatformUnavailable and PlatformRefused. */
export interface Platform {
  /** The topic that the headers name; null where they name none. */
  topicOf(headers: Headers): string | null;
  /** Whether one of the secrets signed the very bytes. */
  isSigned(headers: Headers, body: Uint8Array<ArrayBuffer>, secrets: string[]): Promise<boolean>;
  /** Whether it is the platform's unsigned trial call, to be answered 200 without effect. */
  isPing(headers: Headers, body: Uint8Array<ArrayBuffer>): boolean;
  /** Pure. What the delivery says; throws NotUnderstood. */
  translate(delivery: Delivery): Told;
  /** The order as it stands over there, as a delivery; null where there is none. */
  readOrder(access: ShopAccess, orderId: string): Promise<Delivery | null>;
  /** A page of the orders changed at `since` (milliseconds) or later, the earliest change first; `next` leads on. */
  changedOrders(
    access: ShopAccess,
    since: number,
    page: string | null,
  ): Promise<{ deliveries: Delivery[]; next: string | null }>;
  /** The types of reward that its checkout can honour by a code. */
  publishable: ReadonlySet<VoucherRow["type"]>;
  /**
   * Makes the code over there, and gives back the platform's own id of it. "It exists already" is a retry of ours where
   * what exists is this voucher; where it was switched off or used up since (the order that used it was cancelled), it
   * works again after this.
   */
  publishVoucher(access: ShopAccess, voucher: PublishedVoucher): Promise<string>;
  /** Switches the code off over there; one that isn't there any more is off. */
  withdrawVoucher(access: ShopAccess, reference: string): Promise<void>;
}
