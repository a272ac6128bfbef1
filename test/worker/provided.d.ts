/** What vitest.config.ts, and test/browser/mail-server.ts, which runs in Node before the Worker's tests, tell them. */
import "vitest";

declare module "vitest" {
  export interface ProvidedContext {
    /** Keys and certificates in PEM, of test/browser/certificates.ts. */
    certificates: Record<
      "good" | "of a stranger" | "of a forger" | "of another host" | "expired",
      { key: string; cert: string }
    >;
    /** SMTP_URL of a server that takes mail from anybody, and of those that ask who it is: in the clear, and in TLS alone. */
    smtp: { url: string; withPassword: string; withTls: string; withStartTls: string };
    /** Answers `GET /mails?to=…` with the mails taken for somebody, the oldest first; has imposters (test/worker/mail). */
    mailbox: string;
  }
}
