/** What a connection is made from, as the API takes it. */
import { z } from "@hono/zod-openapi";
import { shopSchemas } from "./shop.ts";

/** Long enough that nobody guesses it: what signs deliveries gives points. */
const webhookSecret = z
  .string()
  .min(16, "Use a secret of at least 16 characters.")
  .max(255)
  .meta({ description: "What the platform signs its deliveries with." });

const secret = z.string().trim().min(1).max(255);

const shopifyCredentials = z.strictObject({
  accessToken: secret.meta({ description: "Of the store's own app, with rights to orders and discounts." }),
});
const wooCredentials = z.strictObject({
  consumerKey: secret,
  consumerSecret: secret.meta({ description: "Of a REST API key with the permission Read/Write." }),
});

const rest = {
  webhookSecret,
  publishesVouchers: z
    .boolean()
    .default(false)
    .meta({ description: "Whether redemptions become codes over there. Needs credentials." }),
};

/** `POST /v1/connections`. */
export const newConnection = z
  .discriminatedUnion("platform", [
    z.strictObject({
      platform: z.literal("shopify"),
      shop: shopSchemas.shopify.meta({ description: "shop-name.myshopify.com" }),
      credentials: shopifyCredentials.optional(),
      ...rest,
    }),
    z.strictObject({
      platform: z.literal("woocommerce"),
      shop: shopSchemas.woocommerce.meta({ description: "The site's address: https://shop.example.com" }),
      credentials: wooCredentials.optional(),
      ...rest,
    }),
  ])
  .check((context) => {
    if (context.value.publishesVouchers && !context.value.credentials)
      context.issues.push({
        code: "custom",
        input: context.value.publishesVouchers,
        path: ["publishesVouchers"],
        message: "Give the credentials with which codes are made over there.",
      });
  });
export type NewConnection = z.output<typeof newConnection>;

/** `PATCH /v1/connections/{id}`: what is left out stays. */
export const connectionChange = z.strictObject({
  webhookSecret: webhookSecret
    .optional()
    .meta({ description: "A new one; the one before stays good until the next is given." }),
  credentials: z
    .union([shopifyCredentials, wooCredentials], {
      error: "Give an accessToken for Shopify, or consumerKey and consumerSecret for WooCommerce.",
    })
    .nullable()
    .optional(),
  publishesVouchers: z.boolean().optional(),
});
export type ConnectionChange = z.output<typeof connectionChange>;
