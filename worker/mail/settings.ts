/** Where mail is handed in: SMTP_URL and MAIL_FROM of the environment (docs/deploy.md). */
import type { Environment } from "../environment.ts";

export interface MailServer {
  host: string;
  port: number;
  /** TLS from the first byte, TLS after STARTTLS, or none, which only this machine itself may be spoken to with. */
  security: "tls" | "starttls" | "none";
  credentials: { user: string; password: string } | null;
  /** The address that mail comes from. */
  from: string;
}

const LOCAL = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** The mail server that is configured; null where none is, or what is set can't be read as one. */
export function mailServer({ SMTP_URL, MAIL_FROM }: Environment): MailServer | null {
  if (!SMTP_URL || !MAIL_FROM || !/^[\x21-\x7e]+@[\x21-\x7e]+$/.test(MAIL_FROM) || /[<>]/.test(MAIL_FROM))
    return null;
  if (!URL.canParse(SMTP_URL)) return null;
  const { protocol, hostname, port, username, password } = new URL(SMTP_URL);
  if ((protocol !== "smtp:" && protocol !== "smtps:") || hostname === "") return null;
  const isTls = protocol === "smtps:";
  return {
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port === "" ? (isTls ? 465 : 587) : Number(port),
    security: isTls ? "tls" : LOCAL.test(hostname) ? "none" : "starttls",
    credentials:
      username === "" ? null : { user: decodeURIComponent(username), password: decodeURIComponent(password) },
    from: MAIL_FROM,
  };
}
