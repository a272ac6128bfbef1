import { SignJWT } from "jose";
import type { Env } from "../env.ts";
import type { Customer } from "../shop/customers.ts";

/**
 * A token that proves to Regulars who is signed in here: a JWT signed with the store's signing key (HS256), good for
 * five minutes. The widget asks for it (`data-token-url`) and trades it for a session.
 */
export function shopperToken(env: Env, customer: Customer): Promise<string> {
  return new SignJWT({ email: customer.email, name: customer.firstName })
    .setProtectedHeader({ alg: "HS256", kid: env.REGULARS_SIGNING_KEY_ID })
    .setAudience(env.REGULARS_KEY)
    .setSubject(customer.id)
    .setIssuedAt()
    .setExpirationTime("5m")
    .sign(new TextEncoder().encode(env.REGULARS_SIGNING_KEY));
}
