/** Webhooks go to public https addresses and nowhere else. */
import { expect, test } from "vitest";
import { whyNotSendable } from "../../../worker/webhooks/address.ts";
import { privateUrls } from "../http/bad-values.ts";

test.each(privateUrls)("refused, with a reason: %s", (url) => {
  expect(whyNotSendable(url)).toMatch(/^[A-Z].*\.$/);
});

test.each([
  "https://shop.example.com/hooks?token=1",
  "https://shop.example.com:8443/",
  "https://shop.example.com:443/",
  "https://8.8.8.8/",
  "https://172.32.0.1/",
  "https://100.128.0.1/",
  "https://[2606:4700::1111]/",
  "https://localhost.example.com/",
  "https://internal.example.org/",
  "https://bücher.example.net/",
])("taken: %s", (url) => {
  expect(whyNotSendable(url)).toBeNull();
});

test.each(["", "hooks", "https://", "https://exa mple.com/", "javascript:alert(1)", "file:///etc/passwd"])(
  "no address at all: %s",
  (url) => {
    expect(whyNotSendable(url)).not.toBeNull();
  },
);
