import { describe, expect, test } from "vitest";
import { woocommerce } from "../../../../worker/integrations/woocommerce/index.ts";

const bytes = (text: string) => Uint8Array.from(new TextEncoder().encode(text));
const BODY = bytes('{"id":1001,"status":"processing"}');

async function sign(secret: string, body = BODY): Promise<string> {
  const key = await crypto.subtle.importKey("raw", bytes(secret), { name: "HMAC", hash: "SHA-256" }, false, [
    "sign",
  ]);
  return btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.sign("HMAC", key, body))));
}

const signed = (signature: string) => new Headers({ "X-WC-Webhook-Signature": signature });

describe("a delivery speaks for the shop only with one of its live secrets", () => {
  test("a known vector, worked out elsewhere: HMAC-SHA256 of RFC 4231, case 2", async () => {
    const digest = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    const headers = signed(btoa(hex(digest)));
    const body = bytes("what do ya want for nothing?");
    expect(await woocommerce.isSigned(headers, body, ["Jefe"])).toBe(true);
  });

  test("while a secret is being changed, either is taken, and no third", async () => {
    expect(await woocommerce.isSigned(signed(await sign("old")), BODY, ["new", "old"])).toBe(true);
    expect(await woocommerce.isSigned(signed(await sign("new")), BODY, ["new", "old"])).toBe(true);
    expect(await woocommerce.isSigned(signed(await sign("other")), BODY, ["new", "old"])).toBe(false);
  });

  test("a body that was changed by one byte is refused", async () => {
    const changed = bytes('{"id":1002,"status":"processing"}');
    expect(await woocommerce.isSigned(signed(await sign("secret")), changed, ["secret"])).toBe(false);
  });

  test.each(["", "no base64!", "AAAA", btoa("x".repeat(33)), "=".repeat(44)])(
    "no signature, or none that could be one, is refused: %j",
    async (signature) => {
      expect(await woocommerce.isSigned(signed(signature), BODY, ["secret"])).toBe(false);
    },
  );

  test("without secrets, or with an empty one, nobody is let in", async () => {
    expect(await woocommerce.isSigned(signed(await sign("secret")), BODY, [])).toBe(false);
    expect(await woocommerce.isSigned(signed(await sign("secret")), BODY, [""])).toBe(false);
    expect(await woocommerce.isSigned(new Headers(), BODY, ["secret"])).toBe(false);
  });
});

describe("the trial call is known by being that and nothing else", () => {
  const form = { "Content-Type": "application/x-www-form-urlencoded" };

  test("webhook_id=142, as a form, unsigned", () => {
    expect(woocommerce.isPing(new Headers(form), bytes("webhook_id=142"))).toBe(true);
    const withCharset = { "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8" };
    expect(woocommerce.isPing(new Headers(withCharset), bytes("webhook_id=142"))).toBe(true);
  });

  test.each(["webhook_id=", "webhook_id=1&id=2", "webhook_id=1\n", '{"webhook_id":1}', "id=1", ""])(
    "not %j",
    (body) => {
      expect(woocommerce.isPing(new Headers(form), bytes(body))).toBe(false);
    },
  );

  test("not as JSON, and not where a topic or a signature says that it is a delivery", () => {
    const ping = bytes("webhook_id=142");
    expect(woocommerce.isPing(new Headers({ "Content-Type": "application/json" }), ping)).toBe(false);
    expect(woocommerce.isPing(new Headers(), ping)).toBe(false);
    expect(woocommerce.isPing(new Headers({ ...form, "X-WC-Webhook-Topic": "order.updated" }), ping)).toBe(
      false,
    );
    expect(woocommerce.isPing(new Headers({ ...form, "X-WC-Webhook-Signature": "x" }), ping)).toBe(false);
  });
});

test("the topic is the header's, and null without", () => {
  expect(woocommerce.topicOf(new Headers({ "X-WC-Webhook-Topic": "order.updated" }))).toBe("order.updated");
  expect(woocommerce.topicOf(new Headers())).toBeNull();
});

function hex(text: string): string {
  return String.fromCharCode(...(text.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)));
}
