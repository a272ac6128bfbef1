/** What a connection keeps sealed, and what may be shown of it. */
import type { Environment } from "../../environment.ts";
import { seal, unseal } from "../../stores/seal.ts";
import type { ApiCredentials, ConnectionRow } from "../platform.ts";

/** The secrets that a delivery may be signed with, the newest first. */
export async function webhookSecretsOf(
  environment: Environment,
  { webhookSecrets }: Pick<ConnectionRow, "webhookSecrets">,
): Promise<string[]> {
  const opened = await Promise.all(webhookSecrets.map((sealed) => open(environment, sealed)));
  return opened.filter((each) => each !== null);
}

/** What the platform's API is called with; null where the store gave nothing. */
export async function credentialsOf(
  environment: Environment,
  { apiCredentials }: Pick<ConnectionRow, "apiCredentials">,
): Promise<ApiCredentials | null> {
  const opened = apiCredentials === null ? null : await open(environment, apiCredentials);
  return opened === null ? null : (JSON.parse(opened) as ApiCredentials);
}

/** null for what was sealed with a key that is lost: it has to be given anew, as every other secret. */
async function open(environment: Environment, sealed: string): Promise<string | null> {
  try {
    return await unseal(environment, sealed);
  } catch {
    return null;
  }
}

/** Credentials as they are kept. */
export async function sealCredentials(
  environment: Environment,
  credentials: ApiCredentials,
): Promise<string> {
  return seal(environment, JSON.stringify(credentials));
}

/** The part of a secret by which its owner knows it again. */
export function hintOf(secret: string): string {
  return secret.length < 12 ? "…" : `…${secret.slice(-4)}`;
}

/** The part of the credentials that is a secret. */
export function secretOf(credentials: ApiCredentials): string {
  return credentials.platform === "shopify" ? credentials.accessToken : credentials.consumerSecret;
}
