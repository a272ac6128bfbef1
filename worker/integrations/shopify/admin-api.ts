/** Calls of Shopify's Admin API: GraphQL, of the version below (https://shopify.dev/docs/api/admin-graphql). */
import { z } from "zod";
import { PlatformRefused, PlatformUnavailable, type ShopAccess } from "../platform.ts";

/** A version is good for a year from its month. */
const VERSION = "2026-10";

/** What is waited where Shopify asks for patience and doesn't say for how long, milliseconds. */
const A_WHILE = 2000;

const answered = z.object({
  data: z.unknown().optional(),
  errors: z
    .union([
      z.array(z.object({ extensions: z.object({ code: z.string() }).partial().optional() })),
      // Of a request that never came to GraphQL.
      z.string().transform(() => [{ extensions: undefined }]),
    ])
    .optional(),
  extensions: z
    .object({
      cost: z.object({
        requestedQueryCost: z.number(),
        throttleStatus: z.object({ currentlyAvailable: z.number(), restoreRate: z.number() }),
      }),
    })
    .optional()
    .catch(undefined),
});

/**
 * What the query answers, by the schema of its `data`. Throws PlatformUnavailable where the same call may succeed
 * later (no answer, an error of theirs, too many calls), and PlatformRefused where it won't.
 */
export async function adminApi<Schema extends z.ZodType>(
  { shop, credentials, outbound }: ShopAccess,
  query: string,
  variables: Record<string, unknown>,
  schema: Schema,
): Promise<z.output<Schema>> {
  if (credentials.platform !== "shopify" || !/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(shop))
    throw new PlatformRefused("The connection is not one of a shop at myshopify.com.");
  const response = await outbound(`https://${shop}/admin/api/${VERSION}/graphql.json`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Shopify-Access-Token": credentials.accessToken },
    body: JSON.stringify({ query, variables }),
  }).catch(() => {
    throw new PlatformUnavailable("Shopify did not answer in time.");
  });
  requireOk(response);
  const body = await response.json().catch(() => {
    throw new PlatformUnavailable("Shopify's answer broke off.");
  });
  const { data, errors, extensions } = understood(answered, body);
  const [error] = errors ?? [];
  if (error) throw problemOf(error.extensions?.code ?? "", extensions);
  return understood(schema, data);
}

/** Answers that come before GraphQL: https://shopify.dev/docs/api/usage/response-codes. */
function requireOk(response: Response): void {
  const { status } = response;
  if (status === 200) return;
  if (status === 429) {
    const seconds = Number(response.headers.get("Retry-After") ?? NaN);
    const wait = seconds > 0 && seconds < 3600 ? Math.ceil(seconds * 1000) : A_WHILE;
    throw new PlatformUnavailable("Shopify asks for fewer calls.", wait);
  }
  if (status === 401 || status === 403)
    throw new PlatformRefused(
      "Shopify does not accept the access token, or it lacks a scope that is needed.",
    );
  if (status === 404)
    throw new PlatformRefused("Shopify knows no such shop, or no longer this version of its API.");
  // A shop that is frozen or locked may come back: 402, 423. So may all that is theirs.
  if (status === 402 || status === 423 || status >= 500)
    throw new PlatformUnavailable(`Shopify answered ${status}.`);
  throw new PlatformRefused(`Shopify answered ${status}.`);
}

/** Answers of GraphQL itself, which come with 200. */
function problemOf(code: string, extensions: z.output<typeof answered>["extensions"]): Error {
  switch (code) {
    case "THROTTLED": {
      const cost = extensions?.cost;
      const missing = cost ? cost.requestedQueryCost - cost.throttleStatus.currentlyAvailable : 0;
      const rate = cost?.throttleStatus.restoreRate ?? 0;
      const wait = missing > 0 && rate > 0 ? Math.ceil((missing / rate) * 1000) : A_WHILE;
      return new PlatformUnavailable("Shopify asks for fewer calls.", wait);
    }
    case "INTERNAL_SERVER_ERROR":
    case "TIMEOUT":
      return new PlatformUnavailable("Shopify had an error of its own.");
    case "SHOP_INACTIVE":
      return new PlatformUnavailable("The shop is not active.");
    case "ACCESS_DENIED":
      return new PlatformRefused("The access token lacks a scope that is needed.");
    default:
      return new PlatformRefused("Shopify does not understand the call.");
  }
}

function understood<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new PlatformRefused("Shopify's answer is not as it documents it.");
  return parsed.data;
}
