/** Bodies that are not as they should be: each is understood or said not to be, and nothing else happens. */
import { expect, test } from "vitest";
import { NotUnderstood } from "../../../../worker/integrations/platform.ts";
import { shopify } from "../../../../worker/integrations/shopify/index.ts";
import { orderUpdate } from "../../../../worker/program/order.ts";
import { GRAPHQL_ORDER, WEBHOOK_ORDER, WEBHOOK_REFUND } from "./fixtures/orders.ts";

const JUNK = [
  null,
  "",
  "anna@example.com",
  "-1",
  "1e9",
  "٣",
  0,
  -1,
  1.5,
  1e300,
  true,
  [],
  [null],
  {},
  { shop_money: null },
  "2026-02-30T12:00:00Z",
  "x".repeat(5000),
];

/** Every place in a value, as the keys that lead to it. */
function places(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, each]) => places(each, [...path, key]))];
}

/** The value with something else in a place; undefined takes the place out. */
function withJunk(value: unknown, [key, ...rest]: string[], junk: unknown): unknown {
  if (key === undefined) return junk;
  const changed = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
    string,
    unknown
  >;
  changed[key] = withJunk(changed[key], rest, junk);
  return changed;
}

const { lineItems, shippingLines, refunds, ...head } = GRAPHQL_ORDER;
const refund = { ...WEBHOOK_REFUND, order_id: 5001 };
const merge = {
  admin_graphql_api_customer_kept_id: "gid://shopify/Customer/1",
  admin_graphql_api_customer_deleted_id: "gid://shopify/Customer/2",
  status: "completed",
};

test.each([
  ["orders/updated", WEBHOOK_ORDER],
  ["graphql/order", { ...head, lineItems, shippingLines: { nodes: shippingLines }, refunds }],
  ["refunds/create", refund],
  ["customers/update", WEBHOOK_ORDER.customer],
  ["customers/merge", merge],
  ["customers/redact", { customer: WEBHOOK_ORDER.customer }],
  ["orders/edited", { order_edit: { order_id: 5001 } }],
] as [string, unknown][])("anything in any place of %s is understood, or said not to be", (topic, body) => {
  const wrong: string[] = [];
  let refused = 0;
  for (const path of places(body))
    for (const junk of [undefined, ...JUNK])
      try {
        const told = shopify.translate({ topic, body: JSON.stringify(withJunk(body, path, junk) ?? null) });
        // What is understood is what our own door takes.
        if (told.kind === "order") orderUpdate.parse(told.update);
      } catch (error) {
        refused += 1;
        if (!(error instanceof NotUnderstood) || /anna|xxx/.test(error.message))
          wrong.push(`${path.join(".")}: ${String(error)}`);
      }
  expect(wrong).toEqual([]);
  expect(refused).toBeGreaterThan(JUNK.length);
});
