/** `GET /storefront/shopify/token`: a token for the shopper whom a shop's app proxy vouches for. */
import type { Context } from "hono";
import { SignJWT } from "jose";
import type { AppTypes } from "../http/app-types.ts";
import { current } from "../http/current.ts";
import { Problem } from "../http/problem.ts";
import { proxiedCall } from "../integrations/shopify/app-proxy.ts";
import { unseal } from "../stores/seal.ts";
import { verifyCurrent, type StoreContext } from "../stores/store-context.ts";

/** How long the token is good, seconds: the widget trades it at once. */
const LASTS = 300;

/**
 * Answers as a store's own token address does (docs/identity.md): 200 with a token that names the customer, 204 where
 * nobody is signed in. Throws the problems `token_invalid` for what no connected shop's secret signed, and
 * `token_expired` for a call of some minutes ago.
 */
export async function serveShopifyToken(c: Context<AppTypes>): Promise<Response> {
  const query = new URL(c.req.url).searchParams;
  const token = await current(c, async (context) => {
    // A connection that was closed a moment ago vouches for nobody.
    await verifyCurrent(context);
    const call = await proxiedCall(query, (shop) => secretsOf(context, shop), context.realNow);
    if (!call)
      throw new Problem(
        "token_invalid",
        "The query isn't signed by the app proxy of a Shopify shop that is connected to this store.",
      );
    if (!call.isRecent)
      throw new Problem("token_expired", "The app proxy signed this call some minutes ago.");
    return call.customerId === null ? null : tokenFor(context, call.customerId);
  });
  const headers = { "Cache-Control": "private, no-store" };
  if (token === null) return c.body(null, 204, headers);
  return c.text(token, 200, headers);
}

async function secretsOf({ environment, configuration }: StoreContext, shop: string): Promise<string[]> {
  const connected = configuration.connections.filter(
    (each) => each.platform === "shopify" && each.shop === shop && each.closedAt === null,
  );
  return Promise.all(
    connected.flatMap(({ webhookSecrets }) => webhookSecrets.map((sealed) => unseal(environment, sealed))),
  );
}

/** What the store's own server would sign for the customer. */
async function tokenFor(
  { environment, configuration, realNow }: StoreContext,
  customerId: string,
): Promise<string> {
  const [key] = configuration.signingKeys;
  if (!key) throw new Problem("token_invalid", "The store has no signing key: make one.");
  return new SignJWT({ via: "shopify" })
    .setProtectedHeader({ alg: "HS256", typ: "JWT", kid: key.kid })
    .setAudience(configuration.publishableKey)
    .setSubject(customerId)
    .setExpirationTime(Math.floor(realNow / 1000) + LASTS)
    .sign(new TextEncoder().encode(await unseal(environment, key.sealed)));
}
