/** What the Worker is bound to; see wrangler.toml. */
export interface Environment {
  DB: D1Database;
  /** The built widget, the OpenAPI document and the reference pages. */
  ASSETS: Fetcher;
  /** A brake on guessing, per address and store; approximate, never an invariant. */
  LIMITER: RateLimit;
  /** 32 random bytes in base64: seals signing keys and signs sessions. A Worker secret. */
  SEALING_KEY: string;
  /** Where calls to platforms and to stores' webhook endpoints go; left out: the internet. Tests and local runs bind it. */
  OUTBOUND?: Fetcher;
  /** The mail server that codes are handed to, and the address they come from (docs/deploy.md); left out: no codes by mail. */
  SMTP_URL?: string;
  MAIL_FROM?: string;
  /** Says which store has deliveries to be worked; left out: they are worked where they came in, and by the job. */
  INBOX?: Queue<{ storeId: string }>;
}
