/** A mail server that plays a trick where TLS begins (test/browser/mail-imposter.ts). */
import { inject } from "vitest";
import { z } from "zod";

const told = z.array(z.strictObject({ clear: z.string(), sealed: z.string() }));

export class Imposter {
  readonly #port: number;
  /** For SMTP_URL: under the name that its certificate should be for. */
  readonly url: string;

  private constructor(port: number, tls: "start" | "STARTTLS") {
    this.#port = port;
    // In capitals it isn't taken for this machine, which is spoken to in the clear.
    this.url =
      tls === "start"
        ? `smtps://juniper:a%20secret@localhost:${port}`
        : `smtp://juniper:a%20secret@LOCALHOST:${port}`;
  }

  /** Starts one with a certificate of test/browser/certificates.ts, which speaks TLS from the start or from STARTTLS. */
  static async start(certificate: string, tls: "start" | "STARTTLS", trick = "none"): Promise<Imposter> {
    return new Imposter(z.int().parse(await call("/imposters/new", { certificate, tls, trick })), tls);
  }

  /** What each client told it, before TLS and in it. */
  async told(): Promise<z.infer<typeof told>> {
    return told.parse(await call("/imposters/told", { port: String(this.#port) }));
  }
}

async function call(path: string, query: Record<string, string>): Promise<unknown> {
  const response = await fetch(`${inject("mailbox")}${path}?${new URLSearchParams(query).toString()}`);
  return response.json();
}
