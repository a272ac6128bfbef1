/** What test/browser/mail-server.ts, which runs in Node before the Worker's tests, tells them. */
import "vitest";

declare module "vitest" {
  export interface ProvidedContext {
    /** SMTP_URL of a server that takes mail from anybody, and of one that asks who it is. */
    smtp: { url: string; withPassword: string };
    /** Answers `GET /?to=…` with the mails taken for somebody, the oldest first. */
    mailbox: string;
  }
}
