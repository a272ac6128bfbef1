/** Secrets that a command is given: never as arguments, which the shell writes down and every process may read. */
import { text } from "node:stream/consumers";
import { parseEnv } from "node:util";

/** What a platform signs with, and what its API is called with. */
export interface GivenSecrets {
  webhookSecret?: string;
  accessToken?: string;
  consumerKey?: string;
  consumerSecret?: string;
}

/** The name under which each secret is given. */
export const secretNames = {
  webhookSecret: "REGULARS_WEBHOOK_SECRET",
  accessToken: "REGULARS_ACCESS_TOKEN",
  consumerKey: "REGULARS_CONSUMER_KEY",
  consumerSecret: "REGULARS_CONSUMER_SECRET",
} as const;

/** The secrets that stand there by their names; one that is empty is none. */
export function secretsIn(named: Partial<Record<string, string>>): GivenSecrets {
  const secrets: GivenSecrets = {};
  for (const [field, name] of Object.entries(secretNames) as [keyof GivenSecrets, string][]) {
    const value = named[name]?.trim();
    if (value) secrets[field] = value;
  }
  return secrets;
}

/** The secrets of the environment; with `isPiped` those of lines NAME=value on standard input before them. */
export async function givenSecrets(isPiped: boolean): Promise<GivenSecrets> {
  const piped = isPiped ? secretsIn(parseEnv(await text(process.stdin))) : {};
  return { ...secretsIn(process.env), ...piped };
}
