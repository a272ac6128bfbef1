/** Mail over TLS: who takes the password and the code has shown a certificate for the host that was configured. */
import { describe, expect, inject, test } from "vitest";
import { mailServer, type MailServer } from "../../../worker/mail/settings.ts";
import { base64, handIn, MailRefused } from "../../../worker/mail/smtp.ts";
import { newAddress } from "../sign-ins/signing-in.ts";
import { environment } from "../store-under-test.ts";
import { Imposter } from "./imposter.ts";

const MESSAGE = "Subject: 123456 is your code\r\n\r\n123456";
const HELLO = "EHLO juniper.example\r\n";
const AUTH = `AUTH PLAIN ${base64("\0juniper\0a secret")}\r\n`;

function serverAt(url: string): MailServer {
  const server = mailServer({ ...environment, SMTP_URL: url });
  if (!server) throw new Error(`No mail server: ${url}`);
  return server;
}

/** Hands it in, and gives back why it was not taken, and after how long, milliseconds. */
async function refusal(server: MailServer): Promise<{ step: string; after: number }> {
  const began = Date.now();
  const error: unknown = await handIn(server, newAddress(), MESSAGE).then(
    () => "It was taken.",
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof MailRefused)) throw new Error(String(error));
  return { step: error.message, after: Date.now() - began };
}

describe.each(["start", "STARTTLS"] as const)("TLS from %s:", (tls) => {
  const before = tls === "start" ? "" : `${HELLO}STARTTLS\r\n`;

  test("who shows a good certificate is told all, and only then", async () => {
    const imposter = await Imposter.start("good", tls);
    await handIn(serverAt(imposter.url), "anna@example.com", MESSAGE);
    expect(await imposter.told()).toEqual([
      {
        clear: before,
        sealed: expect.stringContaining(`${HELLO}${AUTH}MAIL FROM:<rewards@juniper.example>\r\n`) as string,
      },
    ]);
  });

  test.each(["of a stranger", "of a forger", "of another host", "expired"])(
    "who shows a certificate %s is told nothing",
    async (certificate) => {
      const imposter = await Imposter.start(certificate, tls);
      const { step, after } = await refusal(serverAt(imposter.url));
      expect(step).toBe("connection");
      expect(after).toBeLessThan(3_000);
      expect(await imposter.told()).toEqual([{ clear: before, sealed: "" }]);
    },
  );

  test("who breaks off amid the handshake is given up at once", async () => {
    const imposter = await Imposter.start("good", tls, "breaks off");
    const { step, after } = await refusal(serverAt(imposter.url));
    expect(step).toBe("connection");
    expect(after).toBeLessThan(3_000);
    expect(await imposter.told()).toEqual([{ clear: before, sealed: "" }]);
  });
});

test.each([
  ["in the same breath", "adds words", "starttls"],
  ["a moment after", "adds words later", "connection"],
])(
  "what is added in the clear, %s as the server is ready for TLS, is no part of it",
  async (_when, trick, why) => {
    const imposter = await Imposter.start("good", "STARTTLS", trick);
    const { step, after } = await refusal(serverAt(imposter.url));
    expect(step).toBe(why);
    expect(after).toBeLessThan(3_000);
    expect(await imposter.told()).toEqual([{ clear: `${HELLO}STARTTLS\r\n`, sealed: "" }]);
  },
);

test("without STARTTLS nothing is handed in, elsewhere than on this machine", async () => {
  const server = serverAt(inject("smtp").url.replace("localhost", "LOCALHOST"));
  expect(await refusal(server)).toMatchObject({ step: "starttls" });
});

test.each([
  ["smtps://mail.example.com", "tls", 465],
  ["smtps://localhost", "tls", 465],
  ["smtp://mail.example.com", "starttls", 587],
  ["smtp://localhost.example.com", "starttls", 587],
  ["smtp://127.0.0.1.example.com:2525", "starttls", 2525],
  ["smtp://localhost:1025", "none", 1025],
  ["smtp://127.0.0.1", "none", 587],
  ["smtp://[::1]", "none", 587],
])("%s is spoken to with %s", (url, security, port) => {
  expect(serverAt(url)).toMatchObject({ security, port });
});
