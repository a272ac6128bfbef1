import type { Environment } from "../environment.ts";
import type { KeyedAnswer } from "../http/idempotency.ts";
import { unseal } from "../stores/seal.ts";

/**
 * The keyed answer with its secret opened. Answers are kept, so that the same request is answered the same; a secret is
 * kept in them sealed.
 */
export async function withSecret(environment: Environment, { body }: KeyedAnswer): Promise<unknown> {
  const answer = body as { secret: string };
  return { ...answer, secret: await unseal(environment, answer.secret) };
}
