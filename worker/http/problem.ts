/** Errors as problem details (RFC 9457): `application/problem+json`. */
import type { Context } from "hono";
import { z } from "@hono/zod-openapi";
import { catalogue, type ProblemCode } from "./catalogue.ts";

export interface FieldError {
  /** JSON pointer (RFC 6901) into the body, or `query` / `path` / `header` and a name. */
  pointer: string;
  detail: string;
}

/** An answer that is an error of the catalogue. Thrown anywhere; `answerProblem` makes the response. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly errors: FieldError[] | undefined;
  /** Seconds after which it may be tried again, where that is known. */
  readonly retryAfter: number | undefined;

  constructor(code: ProblemCode, detail?: string, errors?: FieldError[], retryAfter?: number) {
    super(code);
    this.code = code;
    this.detail = detail ?? catalogue[code].cause;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }
}

export const problemSchema = z
  .object({
    type: z.url().meta({ description: "The page that explains the error." }),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: "For a program: stable, from the list of errors." }),
    detail: z.string().meta({ description: "For a person: what is wrong here." }),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  })
  .meta({ id: "Problem" });

/** The response for a problem. */
export function answerProblem(c: Context, problem: Problem): Response {
  const { status, title } = catalogue[problem.code];
  const body: z.infer<typeof problemSchema> = {
    type: new URL(`/errors/${problem.code}`, c.req.url).href,
    title,
    status,
    code: problem.code,
    detail: problem.detail,
    ...(problem.errors ? { errors: problem.errors } : {}),
  };
  const wait = problem.retryAfter?.toString() ?? RETRY_AFTER[status];
  return c.body(JSON.stringify(body), status, {
    "Content-Type": "application/problem+json",
    "Cache-Control": "no-store",
    ...(wait === undefined ? {} : { "Retry-After": wait }),
  });
}

/** Seconds after which what was refused in passing may be tried again, by status. */
const RETRY_AFTER: Partial<Record<number, string>> = { 429: "60", 503: "1" };

/** What every call with a secret key may be answered. */
export const SERVER_PROBLEMS = ["key_missing", "key_invalid"] as const;
/** What every call of a page may be answered. */
export const PAGE_PROBLEMS = ["key_missing", "key_invalid", "origin_not_allowed"] as const;
/** What every call about a member in a session may be answered. */
export const SESSION_PROBLEMS = [
  ...PAGE_PROBLEMS,
  "session_missing",
  "session_invalid",
  "session_expired",
] as const;
/** What every call with a body may be answered. */
export const BODY_PROBLEMS = [
  "malformed_json",
  "unsupported_media_type",
  "body_too_large",
  "invalid_request",
] as const;
/** What every call with an Idempotency-Key may be answered. */
export const KEYED_PROBLEMS = [
  ...BODY_PROBLEMS,
  "idempotency_key_missing",
  "idempotency_key_reused",
] as const;

/** The documented problem responses of a route, for its OpenAPI description. */
export function problems(...codes: ProblemCode[]) {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of new Set(codes))
    byStatus.set(catalogue[code].status, [...(byStatus.get(catalogue[code].status) ?? []), code]);
  return Object.fromEntries(
    [...byStatus].map(([status, listed]) => [
      status,
      {
        description: listed.map((code) => `\`${code}\`: ${catalogue[code].title}.`).join(" "),
        content: { "application/problem+json": { schema: problemSchema } },
      },
    ]),
  );
}

/** The problem for input that does not fit its schema. */
export function invalidRequest(error: z.core.$ZodError, target: string): Problem {
  const errors = error.issues.slice(0, 50).flatMap((issue) => fieldErrors(issue, target));
  const first = errors[0];
  return new Problem(
    "invalid_request",
    first ? `${first.pointer || "The body"}: ${first.detail}` : "The request does not fit its schema.",
    errors,
  );
}

function fieldErrors(issue: z.core.$ZodIssue, target: string): FieldError[] {
  const at = (path: PropertyKey[]) => {
    const pointer = path
      .map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`)
      .join("");
    return target === "json" ? pointer : `${target === "param" ? "path" : target}${pointer}`;
  };
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({
      pointer: at([...issue.path, key]),
      detail: "There is no such field.",
    }));
  return [{ pointer: at(issue.path), detail: issue.message }];
}
