/** What a shopper's token has to be, claim by claim: one set of rules for signing in and for the tester. */
import { compactVerify, decodeJwt, decodeProtectedHeader, type JWTPayload } from "jose";
import { z } from "@hono/zod-openapi";
import type { Customer } from "../members/identify.ts";
import { firstName } from "../program/first-name.ts";
import { unseal } from "../stores/seal.ts";
import type { StoreContext } from "../stores/store-context.ts";

/** The longest a token may have left to live, seconds. */
const LONGEST = 600;
/** What the store's clock may be off, seconds. */
const TOLERANCE = 30;

const names = ["format", "alg", "kid", "signature", "aud", "exp", "sub", "email", "name"] as const;

export const tokenCheckSchema = z
  .object({
    name: z.enum(names),
    ok: z.boolean(),
    detail: z.string().meta({ description: "What is wrong, or what was found." }),
  })
  .meta({ id: "TokenCheck" });

interface TokenCheck extends z.infer<typeof tokenCheckSchema> {
  /** Whether it was good once, and is too old. */
  expired?: boolean;
}

export interface CheckedToken {
  /** In the order in which a token is read; of what is no token the first alone. */
  checks: TokenCheck[];
  /** Whom it names, if every check says so. */
  named: { customer: Customer; by: "token" | "shopify" };
}

const claim = {
  sub: z.string().min(1).max(255),
  email: z.email().max(254).optional(),
  name: firstName.optional(),
  via: z.literal("shopify").optional(),
};

/** Looks at every part of a token. */
export async function checkToken(context: StoreContext, token: string): Promise<CheckedToken> {
  const decoded = decode(token);
  if (!decoded) return { checks: [noToken], named: { customer: nobody, by: "token" } };
  const { header, payload } = decoded;
  const key = context.configuration.signingKeys.find((each) => each.kid === header.kid);
  const isHs256 = header.alg === "HS256";
  const customer = {
    id: claim.sub.safeParse(payload.sub).data ?? null,
    email: claim.email.safeParse(payload.email).data ?? null,
    firstName: claim.name.safeParse(payload.name).data ?? null,
  };
  return {
    checks: [
      { name: "format", ok: true, detail: "It is a JWT." },
      check("alg", isHs256, "It is HS256.", "alg has to be HS256."),
      check(
        "kid",
        key !== undefined,
        "It names a live signing key of this store.",
        "kid names no live signing key of this store.",
      ),
      key && isHs256
        ? check(
            "signature",
            await isSigned(token, await unseal(context.environment, key.sealed)),
            "It fits the signing secret of kid.",
            "The signature does not fit: check the signing secret that belongs to kid. It is text, all 43 characters, and not base64 to be decoded.",
          )
        : { name: "signature", ok: false, detail: "It can't be checked before alg and kid are right." },
      check(
        "aud",
        [payload.aud].flat().includes(context.configuration.publishableKey),
        "It is the store's publishable key.",
        "aud has to be the store's publishable key.",
      ),
      checkTimes(payload, Math.floor(context.realNow / 1000)),
      checkClaim("sub", payload.sub, "The customer's id is"),
      checkClaim("email", payload.email, "The address is"),
      checkClaim("name", payload.name, "The first name is"),
    ],
    named: { customer, by: claim.via.safeParse(payload.via).data ?? "token" },
  };
}

const nobody: Customer = { id: null, email: null, firstName: null };

const noToken: TokenCheck = {
  name: "format",
  ok: false,
  detail: "It is not a JWT: three parts of base64url, joined with dots, the first two of them JSON.",
};

function decode(token: string): { header: { alg?: unknown; kid?: unknown }; payload: JWTPayload } | null {
  try {
    return { header: decodeProtectedHeader(token), payload: decodeJwt(token) };
  } catch {
    return null;
  }
}

async function isSigned(token: string, secret: string): Promise<boolean> {
  try {
    await compactVerify(token, new TextEncoder().encode(secret), { algorithms: ["HS256"] });
    return true;
  } catch {
    return false;
  }
}

function check(name: TokenCheck["name"], ok: boolean, right: string, wrong: string): TokenCheck {
  return { name, ok, detail: ok ? right : wrong };
}

/** `exp`, and what else of a time a JWT may hold; `now` in seconds. */
function checkTimes({ exp, nbf, iat }: JWTPayload, now: number): TokenCheck {
  const wrong = (detail: string, expired = false): TokenCheck => ({
    name: "exp",
    ok: false,
    detail,
    expired,
  });
  // A payload is whatever was signed, whatever the type says.
  const isTime = (value: unknown) => typeof value === "number";
  if (!isTime(exp)) return wrong("The claim exp is missing or wrong: it is a number of seconds since 1970.");
  if (exp <= now - TOLERANCE) return wrong("The token's exp has passed.", true);
  if (exp > now + LONGEST + TOLERANCE)
    return wrong("exp is more than 10 minutes away; sign a token when the page asks for it.");
  if (iat !== undefined && !isTime(iat))
    return wrong("The claim iat is wrong: it is a number of seconds since 1970.");
  if (nbf !== undefined && (!isTime(nbf) || nbf > now + TOLERANCE))
    return wrong("The claim nbf says that the token isn't good yet.");
  return { name: "exp", ok: true, detail: `It is good for ${Math.max(0, exp - now)} seconds more.` };
}

function checkClaim(name: "sub" | "email" | "name", value: unknown, words: string): TokenCheck {
  const parsed = claim[name].safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return {
      name,
      ok: false,
      detail: `The claim ${name} is missing or wrong: ${issue?.message ?? "it does not fit."}`,
    };
  }
  return {
    name,
    ok: true,
    detail: parsed.data === undefined ? "It is left out, as it may be." : `${words} ${parsed.data}.`,
  };
}
