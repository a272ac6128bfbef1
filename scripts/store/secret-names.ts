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
