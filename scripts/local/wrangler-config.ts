import { readFile } from "node:fs/promises";
import { parse } from "smol-toml";
import { z } from "zod";
import { inProject } from "./paths.ts";

// The part of wrangler.toml that a local run has to follow, so that it behaves as the deployed Worker does.
const wranglerConfig = z.object({
  name: z.string(),
  compatibility_date: z.string(),
  compatibility_flags: z.array(z.string()).default([]),
  vars: z.record(z.string(), z.json()).default({}),
  d1_databases: z
    .array(z.object({ binding: z.string(), database_name: z.string(), database_id: z.string() }))
    .min(1),
  triggers: z.object({ crons: z.array(z.string()) }),
  assets: z.object({
    directory: z.string(),
    binding: z.string(),
    html_handling: z
      .enum(["auto-trailing-slash", "drop-trailing-slash", "force-trailing-slash", "none"])
      .default("auto-trailing-slash"),
    not_found_handling: z.enum(["none", "single-page-application", "404-page"]).default("none"),
    run_worker_first: z.union([z.boolean(), z.array(z.string())]).default(false),
  }),
  ratelimits: z
    .array(
      z.object({
        name: z.string(),
        namespace_id: z.string(),
        simple: z.object({ limit: z.number(), period: z.union([z.literal(10), z.literal(60)]) }),
      }),
    )
    .default([]),
});

export type WranglerConfig = z.infer<typeof wranglerConfig>;

/** What wrangler.toml says of the Worker. Throws when it says it in a way that is not understood here. */
export async function readWranglerConfig(): Promise<WranglerConfig> {
  return wranglerConfig.parse(parse(await readFile(inProject("wrangler.toml"), "utf8")));
}

/** The database the Worker uses. */
export function databaseIn(config: WranglerConfig): {
  binding: string;
  database_name: string;
  database_id: string;
} {
  const [database] = config.d1_databases;
  if (!database) throw new Error("wrangler.toml names no D1 database.");
  return database;
}
