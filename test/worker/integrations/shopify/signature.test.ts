/** Whose a webhook is: the very bytes, signed with one of the app's secrets. */
import { describe, expect, test } from "vitest";
import { shopify } from "../../../../worker/integrations/shopify/index.ts";
import { bytesOf, signed } from "./signed.ts";

const body = bytesOf('{"id":1,"note":"Grüße"}');

const isSigned = (value: string | null, secrets = ["hush"], bytes = body) =>
  shopify.isSigned(new Headers(value === null ? {} : { "X-Shopify-Hmac-SHA256": value }), bytes, secrets);

test("a body signed with the secret is taken, and the same bytes with one changed are not", async () => {
  const signature = await signed("hush", body);
  expect(await isSigned(signature)).toBe(true);
  expect(await isSigned(signature, ["hush"], bytesOf('{"id":2,"note":"Grüße"}'))).toBe(false);
  expect(await isSigned(signature, ["hush"], bytesOf('{"id": 1,"note":"Grüße"}'))).toBe(false);
});

test("a known signature: HMAC-SHA256 of RFC 4231, case 2, in base64", async () => {
  const known = "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=";
  expect(await isSigned(known, ["Jefe"], bytesOf("what do ya want for nothing?"))).toBe(true);
});

test("while a secret is being replaced, both are good; then the old one isn't", async () => {
  const old = await signed("old", body);
  expect(await isSigned(old, ["new", "old"])).toBe(true);
  expect(await isSigned(old, ["new"])).toBe(false);
});

describe("what is no signature is refused", () => {
  test.each([
    ["none at all", null],
    ["an empty one", ""],
    ["not base64", "!!!"],
    ["too short", btoa("short")],
    ["too long", `${"A".repeat(200)}=`],
    ["hex", "a".repeat(64)],
    ["32 zeros", `${"A".repeat(43)}=`],
  ])("%s", async (_name, value) => {
    expect(await isSigned(value)).toBe(false);
  });
  test("two of them, one of which is right", async () => {
    const headers = new Headers({ "X-Shopify-Hmac-SHA256": await signed("hush", body) });
    headers.append("X-Shopify-Hmac-SHA256", `${"A".repeat(43)}=`);
    expect(await shopify.isSigned(headers, body, ["hush"])).toBe(false);
  });
  test("without a secret, and with an empty one, nobody signed", async () => {
    expect(await isSigned(await signed("hush", body), [])).toBe(false);
    expect(await isSigned(`${"A".repeat(43)}=`, [""])).toBe(false);
  });
});

test("the topic is the header's, and nothing is a trial call", () => {
  expect(shopify.topicOf(new Headers({ "x-shopify-topic": "orders/paid" }))).toBe("orders/paid");
  expect(shopify.topicOf(new Headers())).toBeNull();
  expect(shopify.isPing(new Headers(), body)).toBe(false);
});
