/** The token in which a store's server says who its shopper is: an HS256 JWT (RFC 7519). */
import { decodeProtectedHeader, errors, jwtVerify } from "jose";
import { z } from "zod";
import { Problem } from "../http/problem.ts";
import { firstName } from "../program/first-name.ts";
import type { Customer } from "../members/identify.ts";
import { unseal } from "../stores/seal.ts";
import type { StoreContext } from "../stores/store-context.ts";

/** The longest a token may have left to live, seconds. */
const LONGEST = 600;
/** What the store's clock may be off, seconds. */
const TOLERANCE = 30;

const claims = z.object({
  sub: z.string().min(1).max(255),
  exp: z.number(),
  email: z.email().max(254).optional(),
  name: firstName.optional(),
});

/** The customer a token names. Throws the problems `token_expired` and `token_invalid`, which say what is wrong. */
export async function customerOfToken(context: StoreContext, token: string): Promise<Customer> {
  const secret = await signingSecret(context, token);
  const payload = await verifiedClaims(context, token, secret);
  const parsed = claims.safeParse(payload);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw invalid(`The claim ${issue?.path.join(".") ?? "set"} is missing or wrong: ${issue?.message ?? ""}`);
  }
  const { sub, exp, email, name } = parsed.data;
  if (exp > context.realNow / 1000 + LONGEST + TOLERANCE)
    throw invalid("exp is more than 10 minutes away; sign a token when the page asks for it.");
  return { id: sub, email: email ?? null, firstName: name ?? null };
}

async function signingSecret(
  { environment, configuration }: StoreContext,
  token: string,
): Promise<Uint8Array> {
  let header;
  try {
    header = decodeProtectedHeader(token);
  } catch {
    throw invalid("It is not a JWT: three parts of base64url, joined with dots.");
  }
  if (header.alg !== "HS256") throw invalid("alg has to be HS256.");
  const key = configuration.signingKeys.find((each) => each.kid === header.kid);
  if (!key) throw invalid("kid names no live signing key of this store.");
  return new TextEncoder().encode(await unseal(environment, key.sealed));
}

async function verifiedClaims({ configuration, realNow }: StoreContext, token: string, secret: Uint8Array) {
  try {
    const { payload } = await jwtVerify(token, secret, {
      algorithms: ["HS256"],
      audience: configuration.publishableKey,
      requiredClaims: ["exp", "sub"],
      currentDate: new Date(realNow),
      clockTolerance: TOLERANCE,
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new Problem("token_expired");
    if (error instanceof errors.JWSSignatureVerificationFailed)
      throw invalid("The signature does not fit: check the signing secret that belongs to kid.");
    if (error instanceof errors.JWTClaimValidationFailed)
      throw invalid(
        error.claim === "aud"
          ? "aud has to be the store's publishable key."
          : `The claim ${error.claim} is missing or wrong.`,
      );
    throw invalid("It could not be read as a JWT.");
  }
}

function invalid(detail: string): Problem {
  return new Problem("token_invalid", detail);
}
