/** A mail server that says nothing more is waited for, and not for ever. */
import { expect, inject, test } from "vitest";
import { Imposter } from "../mail/imposter.ts";
import { ask, mailingStore, newAddress } from "./signing-in.ts";

const hanging = (tls: "start" | "STARTTLS") => async () => (await Imposter.start("good", tls, "hangs")).url;
test.concurrent.each([
  ["", () => Promise.resolve(inject("smtp").url)],
  [" where TLS starts", hanging("start")],
  [" after STARTTLS", hanging("STARTTLS")],
])(
  "a mail that can't be sent because the server hangs%s: given up after ten seconds",
  async (_where, url) => {
    const store = await mailingStore({ SMTP_URL: await url() });
    const began = Date.now();
    const answer = await ask(store, newAddress("hanging"));
    expect(answer.problem().code).toBe("mail_not_sent");
    expect(Date.now() - began).toBeGreaterThan(9_000);
    expect(Date.now() - began).toBeLessThan(13_000);
  },
);
