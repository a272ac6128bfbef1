/** Connections as the API answers them: their secrets are never shown. */
import { z } from "@hono/zod-openapi";
import { platforms } from "../../database/schema.ts";
import type { Environment } from "../../environment.ts";
import { isoTime } from "../../members/answers.ts";
import type { ConnectionRow } from "../platform.ts";
import { credentialsOf, hintOf, secretOf, webhookSecretsOf } from "./secrets.ts";

const hint = z.object({
  hint: z.string().meta({ description: "Its last characters; the rest is never shown.", example: "…k3Qa" }),
});

export const connectionSchema = z
  .object({
    id: z.string(),
    platform: z.enum(platforms),
    shop: z.string(),
    deliveryUrl: z.url().meta({ description: "Where the platform's webhooks are to be sent." }),
    webhookSecrets: z.array(hint).meta({
      description: "What a delivery may be signed with, the newest first; two while one is replaced.",
    }),
    credentials: hint.nullable().meta({ description: "null where none were given." }),
    publishesVouchers: z.boolean(),
    createdAt: z.iso.datetime(),
    closedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "Connection" });
export type Connection = z.infer<typeof connectionSchema>;

/** The connection as the API answers it; `origin` is the Worker's. */
export async function connectionAnswer(
  environment: Environment,
  origin: string,
  row: ConnectionRow,
): Promise<Connection> {
  const [secrets, credentials] = await Promise.all([
    webhookSecretsOf(environment, row),
    credentialsOf(environment, row),
  ]);
  return {
    id: row.id,
    platform: row.platform,
    shop: row.shop,
    deliveryUrl: `${origin}/webhooks/${row.id}`,
    webhookSecrets: secrets.map((secret) => ({ hint: hintOf(secret) })),
    credentials: credentials && { hint: hintOf(secretOf(credentials)) },
    publishesVouchers: row.publishesVouchers,
    createdAt: isoTime(row.createdAt),
    closedAt: row.closedAt === null ? null : isoTime(row.closedAt),
  };
}
