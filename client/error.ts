/** What is wrong with one field of a request. */
export interface FieldError {
  /** JSON pointer into the body, or `query/…`, `path/…`. */
  pointer: string;
  detail: string;
}

export interface ErrorFacts {
  status: number;
  code: string;
  detail: string;
  type?: string | null;
  errors?: FieldError[];
  /** Milliseconds. */
  retryAfter?: number | null;
  idempotencyKey?: string | null;
  cause?: unknown;
}

/**
 * What a call throws when it was refused, or could not be made. `code` is for a program: one of the list in
 * docs/errors, or `unreachable` where no answer came and `unexpected_answer` where it was none of Regulars'.
 */
export class RegularsError extends Error {
  /** The HTTP status; 0 where no answer came, or where the request was refused before it was sent. */
  readonly status: number;
  readonly code: string;
  /** For a person: what is wrong here. */
  readonly detail: string;
  /** The page that explains the code; null where there is none. */
  readonly type: string | null;
  /** Each field that was refused. */
  readonly errors: FieldError[];
  /** How long the server asks to wait before the next try, milliseconds; null where it doesn't say. */
  readonly retryAfter: number | null;
  /** The key that a POST was sent with: with it the same call can be made again, and is not done twice. */
  readonly idempotencyKey: string | null;

  constructor(facts: ErrorFacts) {
    super(`${facts.code}: ${facts.detail}`, { cause: facts.cause });
    this.name = "RegularsError";
    this.status = facts.status;
    this.code = facts.code;
    this.detail = facts.detail;
    this.type = facts.type ?? null;
    this.errors = facts.errors ?? [];
    this.retryAfter = facts.retryAfter ?? null;
    this.idempotencyKey = facts.idempotencyKey ?? null;
  }
}
