/** The call for one publication, and what came of it. Nothing is written here. */
import type { Environment } from "../../environment.ts";
import { outboundOf } from "../../http/outbound.ts";
import { unseal } from "../../stores/seal.ts";
import {
  PlatformRefused,
  PlatformUnavailable,
  type ApiCredentials,
  type ConnectionRow,
  type PublishedVoucher,
  type ShopAccess,
} from "../platform.ts";
import { checkouts, type Checkout } from "./checkouts.ts";
import type { Claimed } from "./claim.ts";

export type Outcome =
  | { kind: "published"; reference: string }
  /** `reference`: null where the shop never told one. */
  | { kind: "withdrawn"; reference: string | null }
  /** The code will never be made. */
  | { kind: "refused"; detail: string }
  /** The same call may succeed later. `retryAfter`: what the shop asks to wait, milliseconds; null: it doesn't say. */
  | { kind: "later"; detail: string; retryAfter: number | null }
  /** Nothing but the store's owner can help. */
  | { kind: "stuck"; detail: string };

/** What a shop is called with. */
interface Shop {
  checkout: Checkout;
  access: ShopAccess;
}

/** Where a call goes, and how long it may take. */
export interface Line {
  environment: Environment;
  connection: ConnectionRow | undefined;
  /** How long all of the call may take, milliseconds. */
  patience: number;
}

/** Does what the publication is claimed for, at `now` (the real clock, milliseconds). Never throws. */
export async function callShop(line: Line, claimed: Claimed, now: number): Promise<Outcome> {
  try {
    const shop = await shopOf(line);
    return claimed.status === "held" ? await publish(shop, claimed, now) : await withdraw(shop, claimed, now);
  } catch (error) {
    return whatWentWrong(error, claimed);
  }
}

/** The shop of the connection; null where it is disconnected. */
async function shopOf({ environment, connection, patience }: Line): Promise<Shop | null> {
  if (connection?.closedAt !== null || connection.apiCredentials === null) return null;
  const checkout = checkouts.of(connection.platform);
  if (!checkout) return null;
  const credentials = JSON.parse(await unseal(environment, connection.apiCredentials)) as ApiCredentials;
  const until = Date.now() + patience;
  // A platform may need several requests for one call: they share its time.
  const outbound: ShopAccess["outbound"] = (url, request) =>
    outboundOf(environment, Math.max(1, until - Date.now()))(url, request);
  return { checkout, access: { shop: connection.shop, credentials, outbound } };
}

async function publish(
  shop: Shop | null,
  { voucher, reference: before, clockOffset }: Claimed,
  now: number,
): Promise<Outcome> {
  if (!shop) return { kind: "refused", detail: "The shop was disconnected before it took the code." };
  if (voucher.expiresAt !== null && voucher.expiresAt <= now + clockOffset)
    return { kind: "refused", detail: "The voucher expired before the shop took its code." };
  const published = { ...overThere(voucher, clockOffset), isAgain: before !== null };
  return { kind: "published", reference: await shop.checkout.publishVoucher(shop.access, published) };
}

async function withdraw(
  shop: Shop | null,
  { voucher, reference, clockOffset }: Claimed,
  now: number,
): Promise<Outcome> {
  // The shop was given the end, and a sandbox's is earlier over there.
  if (voucher.expiresAt !== null && voucher.expiresAt <= now) return { kind: "withdrawn", reference };
  if (!shop)
    return {
      kind: "stuck",
      detail: `The shop was disconnected before the code was switched off. If ${voucher.code} is there, switch it off by hand.`,
    };
  const { checkout, access } = shop;
  // Where a call was lost that may have made the code, only making it again tells which it is.
  const known = reference ?? (await checkout.publishVoucher(access, overThere(voucher, clockOffset)));
  await checkout.withdrawVoucher(access, known);
  return { kind: "withdrawn", reference: known };
}

/** The voucher as the shop is told of it: by the real clock, which is the only one it has. */
function overThere(voucher: Claimed["voucher"], clockOffset: number): PublishedVoucher {
  const { code, name, type, amount, currency, minimumOrder, details, availableAt, expiresAt } = voucher;
  return {
    ...{ code, name, type, amount, currency, minimumOrder, details },
    availableAt: availableAt - clockOffset,
    expiresAt: expiresAt === null ? null : expiresAt - clockOffset,
  };
}

function whatWentWrong(error: unknown, { status, reference }: Claimed): Outcome {
  if (error instanceof PlatformRefused) {
    const detail = error.message;
    if (status === "held") return { kind: "refused", detail };
    // Whether the code is there is not known then, and so is asked again for a while.
    return reference === null ? { kind: "later", detail, retryAfter: null } : { kind: "stuck", detail };
  }
  if (error instanceof PlatformUnavailable)
    return { kind: "later", detail: error.message, retryAfter: error.retryAfter };
  // A connection that broke, or a fault of ours: its message may hold what the call was made with.
  console.error(
    JSON.stringify({ voucherCall: status, error: error instanceof Error ? error.name : typeof error }),
  );
  return { kind: "later", detail: "The shop could not be reached.", retryAfter: null };
}
