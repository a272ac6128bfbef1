/** Webhooks are signed as Standard Webhooks has it: by its own vector, and by its own package. */
import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { newWebhookSecret, signaturesOf } from "../../../worker/webhooks/signature.ts";

test("the vector of Standard Webhooks: this secret, id, time and body give this signature", async () => {
  const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  const signature = await signaturesOf(
    [secret],
    "msg_p5jXN8AQM9LWM0D4loKWxJek",
    1614265330,
    '{"test": 2432232314}',
  );
  expect(signature).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
});

test("the package standardwebhooks makes the same signature, and takes ours", async () => {
  const now = Math.floor(Date.now() / 1000);
  for (const body of ["{}", '{"name":"£5 off – ☃"}', JSON.stringify({ long: "x".repeat(100_000) })]) {
    const secret = newWebhookSecret();
    const signature = await signaturesOf([secret], "evt_1", now, body);
    const webhook = new Webhook(secret);
    expect(webhook.sign("evt_1", new Date(now * 1000), body)).toBe(signature);
    const headers = {
      "webhook-id": "evt_1",
      "webhook-timestamp": String(now),
      "webhook-signature": signature,
    };
    expect(webhook.verify(body, headers)).toEqual(JSON.parse(body));
    expect(() => webhook.verify(`${body} `, headers)).toThrow("No matching signature");
  }
});

test("while a secret is replaced either verifies, and a third doesn't", async () => {
  const now = Math.floor(Date.now() / 1000);
  const [newer, older, other] = [newWebhookSecret(), newWebhookSecret(), newWebhookSecret()];
  const headers = {
    "webhook-id": "evt_1",
    "webhook-timestamp": String(now),
    "webhook-signature": await signaturesOf([newer, older], "evt_1", now, "{}"),
  };
  expect(new Webhook(newer).verify("{}", headers)).toEqual({});
  expect(new Webhook(older).verify("{}", headers)).toEqual({});
  expect(() => new Webhook(other).verify("{}", headers)).toThrow("No matching signature");
});

test("a secret is whsec_ and 32 bytes, another one each time", () => {
  const secrets = Array.from({ length: 100 }, newWebhookSecret);
  for (const secret of secrets) expect(atob(secret.replace(/^whsec_/, ""))).toHaveLength(32);
  expect(new Set(secrets).size).toBe(100);
});
