import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { parse, stringify } from "smol-toml";
import { z } from "zod";
import { inProject } from "../local/paths.ts";

// wrangler.toml is the same for everyone; the account's own numbers are kept beside it, where git doesn't look.
const path = inProject(".wrangler", "regulars-deployed.toml");

const table = z.looseObject({
  main: z.string(),
  assets: z.looseObject({ directory: z.string() }),
  d1_databases: z
    .array(z.looseObject({ database_name: z.string(), database_id: z.string(), migrations_dir: z.string() }))
    .min(1),
  routes: z.array(z.looseObject({ pattern: z.string(), custom_domain: z.boolean().optional() })).optional(),
});

export interface DeployedConfig {
  /** The file to hand to wrangler. */
  path: string;
  databaseName: string;
  /** The address of its own that the Worker was given, without https://. */
  domain: string | undefined;
}

/**
 * Writes wrangler.toml anew for an account: with its database's id, and the address, if any, that the Worker is to
 * have (left out: the one it was given before). Paths are made absolute, for the file lies elsewhere.
 */
export async function writeDeployedConfig(options: {
  databaseId: string;
  domain?: string | undefined;
}): Promise<DeployedConfig> {
  const config = table.parse(parse(await readFile(inProject("wrangler.toml"), "utf8")));
  const [database, ...others] = config.d1_databases;
  if (!database) throw new Error("wrangler.toml names no D1 database.");
  const domain = options.domain ?? (await deployedConfig())?.domain;
  const deployed = {
    ...config,
    main: inProject(config.main),
    assets: { ...config.assets, directory: inProject(config.assets.directory) },
    d1_databases: [
      { ...database, database_id: options.databaseId, migrations_dir: inProject(database.migrations_dir) },
      ...others,
    ],
    ...(domain !== undefined && { routes: [{ pattern: domain, custom_domain: true }] }),
  };
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `# Written by npm run deploy from wrangler.toml.\n${stringify(deployed)}\n`);
  return { path, databaseName: database.database_name, domain };
}

/** What was last deployed with, or null. */
export async function deployedConfig(): Promise<DeployedConfig | null> {
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null) return null;
  const { d1_databases, routes } = table.parse(parse(text));
  const [database] = d1_databases;
  const domain = routes?.find((route) => route.custom_domain)?.pattern;
  return database ? { path, databaseName: database.database_name, domain } : null;
}
