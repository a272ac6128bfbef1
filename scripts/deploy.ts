/** `npm run deploy`: puts the Worker on Cloudflare, step by step; a step that is done already is passed over. */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { createDatabase, findDatabase, isSignedIn, secretsOf } from "./cloudflare/account.ts";
import { writeDeployedConfig, type DeployedConfig } from "./cloudflare/deployed-config.ts";
import { keepOldChunks } from "./cloudflare/old-chunks.ts";
import { keepOldVersions } from "./cloudflare/old-versions.ts";
import { showWrangler, WranglerFailed } from "./cloudflare/wrangler.ts";
import { buildWhenChanged } from "./local/built.ts";
import { inProject } from "./local/paths.ts";
import { newSealingKey } from "./local/secrets.ts";
import { databaseIn, readWranglerConfig } from "./local/wrangler-config.ts";

const usage = `Puts Regulars on your Cloudflare account, or brings what is there up to date. docs/deploy.md tells the whole way.

  npm run deploy
  npm run deploy -- --domain rewards.example.com
  npm run deploy -- --dry-run

  --domain   an address of its own, on a zone of the account; remembered. Without one: <name>.workers.dev
  --url      where it answers today, if this folder doesn't remember: its old chunks are kept for thirty days
  --dry-run  everything that needs no account, and says what the rest would be

The secret SEALING_KEY is taken from REGULARS_SEALING_KEY when that is set, else made, the first time.`;

class NotReady extends Error {}

const { values } = parseArgs({
  options: {
    domain: { type: "string" },
    url: { type: "string" },
    "dry-run": { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
});

let step = 0;
const announce = (words: string) => {
  step += 1;
  console.log(`\n${step}. ${words}`);
};

const scratch = inProject(".wrangler", "deploy");

async function dryRun(): Promise<void> {
  announce("Building what the Worker serves as files");
  await build();
  announce("Bundling the Worker, as wrangler would upload it");
  await showWrangler(["deploy", "--dry-run", "--outdir", `${scratch}/dry-run`]);
  const { database_name } = databaseIn(await readWranglerConfig());
  console.log(`
Nothing left this machine. With an account, the rest would be:
   sign in, unless you are                     wrangler login
   the database "${database_name}", unless it is there    wrangler d1 create ${database_name}
   migrations that were not applied yet        wrangler d1 migrations apply ${database_name} --remote
   the secret SEALING_KEY, unless it is there
   the upload                                  wrangler deploy`);
}

async function deploy(): Promise<void> {
  announce("Building what the Worker serves as files");
  await build();

  announce("Signing in to Cloudflare");
  if (!(await isSignedIn())) await signIn();
  console.log("   Signed in.");

  const name = databaseIn(await readWranglerConfig()).database_name;
  announce(`Looking for the database "${name}"`);
  const found = await findDatabase(name);
  const databaseId = found ?? (await createDatabase(name));
  console.log(found === null ? `   Made it: ${databaseId}` : `   It is there: ${databaseId}`);
  const config = await writeDeployedConfig({ databaseId, domain: values.domain });

  const url = values.url ?? (await lastUrl(config));
  announce("Keeping the chunks that open pages still ask for");
  const kept = url === null ? [] : await keepOldChunks(url, Date.now());
  const versions = url === null ? [] : await keepOldVersions(url, Date.now());
  console.log(
    url === null
      ? "   This is the first time from here: none."
      : `   Kept ${kept.length}, and ${versions.length} pinned versions.`,
  );

  announce("Applying migrations to the deployed database");
  await showWrangler(["d1", "migrations", "apply", name, "--remote", "--config", config.path], {
    asks: false,
  });

  announce("Looking for the secret SEALING_KEY");
  const hasKey = (await secretsOf(config.path)).includes("SEALING_KEY");
  const newKey = hasKey ? null : (process.env.REGULARS_SEALING_KEY ?? newSealingKey());
  console.log(hasKey ? "   It is there, and stays." : "   There is none: it goes up with the Worker.");

  announce("Uploading the Worker");
  const target = await upload(config, newKey);
  console.log(closing(target, newKey));
}

/** Lets a person sign in through their browser; without one at hand, says what to do. */
async function signIn(): Promise<void> {
  if (process.stdin.isTTY) await showWrangler(["login"]);
  if (!process.stdin.isTTY || !(await isSignedIn()))
    throw new NotReady(
      "Not signed in to Cloudflare. Run this where a browser can open, or set CLOUDFLARE_API_TOKEN; docs/deploy.md says with which rights.",
    );
}

async function build(): Promise<void> {
  const built = await buildWhenChanged();
  console.log(
    built.length > 0 ? `   Built: ${built.join(", ")}.` : "   Nothing has changed since it was built.",
  );
}

const targetFile = `${scratch}/url`;

async function lastUrl({ domain }: DeployedConfig): Promise<string | null> {
  if (domain !== undefined) return `https://${domain}`;
  return readFile(targetFile, "utf8").then(
    (text) => text.trim(),
    () => null,
  );
}

/** Uploads, with the secret if there is a new one, and gives back the address that wrangler names; null if it doesn't. */
async function upload(config: DeployedConfig, newKey: string | null): Promise<string | null> {
  await mkdir(scratch, { recursive: true });
  const secrets = `${scratch}/secrets.json`;
  const report = `${scratch}/report.ndjson`;
  await rm(report, { force: true });
  try {
    const words = ["deploy", "--config", config.path];
    if (newKey !== null) {
      await writeFile(secrets, JSON.stringify({ SEALING_KEY: newKey }), { mode: 0o600 });
      words.push("--secrets-file", secrets);
    }
    await showWrangler(words, { asks: false, env: { WRANGLER_OUTPUT_FILE_PATH: report } });
  } finally {
    await rm(secrets, { force: true });
  }
  const target = config.domain === undefined ? await targetIn(report) : `https://${config.domain}`;
  if (target !== null) await writeFile(targetFile, `${target}\n`);
  return target;
}

async function targetIn(report: string): Promise<string | null> {
  const text = await readFile(report, "utf8").catch(() => "");
  const line = z.object({ type: z.literal("deploy"), targets: z.array(z.string()).optional() });
  for (const each of text.split("\n").filter((part) => part !== "")) {
    const read = line.safeParse(JSON.parse(each));
    const target = read.data?.targets?.find((one) => one.startsWith("https://"));
    if (target !== undefined) return target.replace(/\/$/, "");
  }
  return null;
}

function closing(target: string | null, newKey: string | null): string {
  const worker = target ?? "https://YOUR-WORKER";
  const key =
    newKey === null
      ? ""
      : `
The Worker's SEALING_KEY, shown this once. Keep it where you keep passwords: it can't be read back, and without it
no store can be made and no signing key rotated.

   ${newKey}
`;
  return `${key}
It answers at ${worker}. Make a store:

   REGULARS_SEALING_KEY=… npm run store -- create --remote --worker ${worker} \\
     --name "Acme" --handle acme --currency GBP --landing https://acme.example/`;
}

if (values.help) console.log(usage);
else
  try {
    await (values["dry-run"] ? dryRun() : deploy());
  } catch (error) {
    if (!(error instanceof NotReady) && !(error instanceof WranglerFailed)) throw error;
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  }
