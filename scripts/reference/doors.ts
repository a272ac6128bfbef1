/** What the routes don't say of themselves: tags, keys, what holds for every call, and the doors that are no API. */
import type { ProblemCode } from "../../worker/http/catalogue.ts";
import type { Document, Operation, PathItem } from "./openapi.ts";

/** In the order of the page. A route with another tag is refused. */
export const tags: Document["tags"] = [
  { name: "Orders", description: "The store's server tells the state of an order; points follow from it." },
  { name: "Imports", description: "What another program knows, brought over." },
  { name: "Export", description: "Everything that the store has, handed out." },
  { name: "Members", description: "Shoppers in the program: who they are, what they have, and why." },
  { name: "Points", description: "Giving points for something that is not an order, and redeeming them." },
  { name: "Vouchers", description: "The codes that redemptions and referrals give." },
  { name: "Referrals", description: "The link that a member shares." },
  {
    name: "Connections",
    description: "The platforms that the store's orders come from, what they delivered, and what came of it.",
  },
  { name: "Program", description: "The store's rules: one document, versioned." },
  { name: "Look", description: "How the widget looks and speaks on the store's pages." },
  { name: "Events", description: "Everything that happened, in one log that can be replayed for ever." },
  { name: "Webhooks", description: "Where events are sent, and what became of each." },
  {
    name: "Staff",
    description: "The people who serve at the store's tills, and what each of them did there.",
  },
  { name: "Test clock", description: "The time of a store that is for trying out, set forward." },
  {
    name: "Ledger",
    description: "Where each point is and came from, what a period did, and whether the figures agree.",
  },
  {
    name: "Storefront",
    description:
      "What the widget calls from the store's pages, with the publishable key, and with a session for anything about a member.",
  },
  {
    name: "Till",
    description:
      "What the till's page calls, with the publishable key and, once somebody is signed in, with a session of theirs.",
  },
  {
    name: "Pages",
    description:
      "What a browser asks for: the tag, a store's hosted page, and a referral link that was followed.",
  },
];

export const securitySchemes: Document["components"]["securitySchemes"] = {
  secretKey: {
    type: "http",
    scheme: "bearer",
    description: "The store's secret key, `sk_…`. For the store's server only: it can give and take points.",
  },
  publishableKey: {
    type: "apiKey",
    in: "query",
    name: "key",
    description:
      "The store's publishable key, `pk_…`, as in the tag. A page that calls is on an origin of the store.",
  },
  session: {
    type: "http",
    scheme: "bearer",
    description:
      "A session from `POST /storefront/sessions`, or by an emailed code from `POST /storefront/sessions/email`. It proves one shopper, and lasts 30 minutes.",
  },
  tillSession: {
    type: "http",
    scheme: "bearer",
    description: "A session from `POST /till/sessions`. It proves one member of staff, and lasts 12 hours.",
  },
};

/** What holds for every call, as the head of the page and the description of the document. */
export const rules: { title: string; text: string }[] = [
  {
    title: "Keys",
    text:
      "The server API (`/v1`) takes the secret key: `Authorization: Bearer sk_…`. The storefront API (`/storefront`) takes the " +
      "publishable key, `?key=pk_…`, from a page on one of the store's origins; a call about a member takes a session as well: " +
      "`Authorization: Bearer` with what `POST /storefront/sessions` gave.",
  },
  {
    title: "Writing twice",
    text:
      "A POST that writes takes an `Idempotency-Key` of your own, new for each write. Lost the answer? Send the same request with the " +
      "same key: it answers the same and changes nothing. The same key with another request is refused. A request that was refused " +
      "left nothing under its key. Answers are kept for 30 days. A PUT takes no key: it says the whole state.",
  },
  {
    title: "Errors",
    text:
      "Every error is problem details (RFC 9457), `application/problem+json`: `code` is for a program, `detail` for a person, " +
      "`errors` points at fields, and `type` is the address of a page about the code. A 4xx has written nothing.",
  },
  {
    title: "Money, points and time",
    text:
      "Money is integer minor units of the store's currency: 1250 is £12.50. Points are integers. Times are ISO 8601; the API answers " +
      "in UTC, and takes any offset.",
  },
  {
    title: "Lists",
    text: "A list gives `items` and `next`. Send `next` as `cursor` for the page after; null is the end.",
  },
  {
    title: "Bodies",
    text: "JSON in UTF-8, at most 256 KiB. A field that the schema doesn't name is refused, so that a slip of the pen is seen.",
  },
];

/** What any call of a door may be answered with, besides what its route says. */
export function problemsOfDoor(path: string, operation: Operation, hasInput: boolean): ProblemCode[] {
  const codes: ProblemCode[] = ["key_missing", "key_invalid"];
  if (/^\/(storefront|till)\//.test(path)) codes.push("origin_not_allowed");
  if (operation.requestBody) codes.push("malformed_json", "unsupported_media_type", "body_too_large");
  if (hasInput) codes.push("invalid_request");
  codes.push("try_again", "internal_error");
  return codes;
}

/** The doors that are no part of the API: their handlers carry no schema. */
export const pages: Record<string, PathItem> = {
  "/w/{file}": {
    get: {
      operationId: "getWByFile",
      summary: "Load the widget",
      description:
        "What the tag on a store's page asks for: the loader, with the store's public configuration and the program's welcome offer in it.",
      tags: ["Pages"],
      security: [],
      parameters: [
        {
          name: "file",
          in: "path",
          required: true,
          description: "The publishable key, and `.js`.",
          schema: { type: "string", pattern: "^pk_[0-9A-Za-z]{1,64}\\.js$", example: "pk_….js" },
        },
      ],
      responses: {
        200: {
          description:
            "A classic script. Browsers keep it for 5 minutes, and a day more while they ask for a newer one.",
          content: { "text/javascript": { schema: { type: "string" } } },
        },
      },
    },
  },
  "/widget/{attempt}/{file}": {
    get: {
      operationId: "getWidgetByAttemptByFile",
      summary: "Load a file of the widget again",
      description:
        "What the widget asks for where a file of its own didn't come: the same file, at an address that no browser remembers as failed.",
      tags: ["Pages"],
      security: [],
      parameters: [
        {
          name: "attempt",
          in: "path",
          required: true,
          description: "Any number; the widget takes the time.",
          schema: { type: "string", pattern: "^[0-9]+$", example: "1790000000000" },
        },
        {
          name: "file",
          in: "path",
          required: true,
          description: "The file's name.",
          schema: { type: "string", pattern: "^[\\w-]+\\.js$", example: "rewards-24dbf9b3.js" },
        },
      ],
      responses: {
        200: {
          description: "A module. It is not kept.",
          content: { "text/javascript": { schema: { type: "string" } } },
        },
      },
    },
  },
  "/p/{handle}": {
    get: {
      operationId: "getPByHandle",
      summary: "Read a store's program on a page of its own",
      description:
        "For stores that can paste nothing, and for who has no JavaScript: how to earn, what points buy, tiers and referrals in words, " +
        "and the widget.",
      tags: ["Pages"],
      security: [],
      parameters: [
        {
          name: "handle",
          in: "path",
          required: true,
          description: "The store's handle, as in its referral links.",
          schema: { type: "string", example: "juniper" },
        },
        {
          name: "lang",
          in: "query",
          description:
            "The language of the page, BCP 47; left out, or one that there are no words in, the store's.",
          schema: { type: "string", example: "de" },
        },
      ],
      responses: {
        200: {
          description: "The page. Browsers keep it for a minute.",
          content: { "text/html": { schema: { type: "string" } } },
        },
        404: {
          description:
            "No store has that handle. A page says so in words, in the language of `lang`, else the browser's.",
          content: { "text/html": { schema: { type: "string" } } },
        },
      },
    },
  },
  "/r/{code}": {
    get: {
      operationId: "getRByCode",
      summary: "Follow a referral link",
      description:
        "Leads to the store's landing page, with the code in the query parameter `regulars_ref`. A code that is unknown or switched off " +
        "leads there without it.",
      tags: ["Pages"],
      security: [],
      parameters: [
        {
          name: "code",
          in: "path",
          required: true,
          description: "The code of a referral link; letters may be in either case.",
          schema: { type: "string", example: "juniper-7Q4KM2X" },
        },
      ],
      responses: {
        302: {
          description: "The store's landing page.",
          headers: { Location: { description: "Where it is.", schema: { type: "string", format: "uri" } } },
        },
        404: {
          description: "No store has a handle like that. A page says so in words.",
          content: { "text/html": { schema: { type: "string" } } },
        },
      },
    },
  },
  "/storefront/shopify/token": {
    get: {
      operationId: "getStorefrontShopifyToken",
      summary: "Get a token for the shopper whom a Shopify shop vouches for",
      description:
        "What the app proxy of a connected shop asks for the widget, in place of the store's own token address: Shopify signs the query, " +
        "and names the customer who is signed in.",
      tags: ["Pages"],
      security: [{ publishableKey: [] }],
      responses: {
        200: {
          description: "The token, good for five minutes.",
          content: { "text/plain": { schema: { type: "string" } } },
        },
        204: { description: "Nobody is signed in at the shop." },
      },
    },
  },
  "/webhooks/{connection}": {
    post: {
      operationId: "postWebhooksByConnection",
      summary: "Deliver an event of a platform",
      description:
        "What a platform sends to a connection's `deliveryUrl`, signed as that platform signs. It is written down before it is " +
        "answered, and worked after. The same delivery again changes nothing.",
      tags: ["Pages"],
      security: [],
      parameters: [
        {
          name: "connection",
          in: "path",
          required: true,
          description: "The id of the connection.",
          schema: { type: "string", example: "con_01kahb4k7n0q3s6v9x2z5c8f1h" },
        },
      ],
      responses: {
        200: {
          description: "Written down; `received` is false for a platform's trial call.",
          content: {
            "application/json": {
              schema: {
                type: "object",
                properties: { received: { type: "boolean" } },
                required: ["received"],
              },
            },
          },
        },
      },
    },
  },
};

/** The problems of the doors that are no part of the API. */
export const problemsOfPages: Record<string, ProblemCode[]> = {
  "/w/{file}": ["key_invalid", "not_found", "internal_error"],
  "/widget/{attempt}/{file}": ["not_found", "internal_error"],
  "/p/{handle}": ["internal_error"],
  "/r/{code}": ["internal_error"],
  "/storefront/shopify/token": [
    "token_invalid",
    "token_expired",
    "key_missing",
    "key_invalid",
    "origin_not_allowed",
    "try_again",
    "internal_error",
  ],
  "/webhooks/{connection}": ["signature_invalid", "connection_not_found", "body_too_large", "internal_error"],
};
