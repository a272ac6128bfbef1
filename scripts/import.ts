/** `npm run import`: brings a file of members, points or orders into a store; tried first, and resumable. */
import { readFile } from "node:fs/promises";
import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { Regulars, RegularsError, type Body } from "../client/index.ts";
import { defaultState } from "./local/paths.ts";
import { findRunning } from "./local/running.ts";

const usage = `Brings over what another program knows. What would happen is told first, and nothing is written.

  npm run import -- members.csv --map smile       tries the file, row by row
  npm run import -- --for-real imp_…              writes what was tried
  npm run import -- members.csv --resume imp_…    goes on with an upload that was interrupted

REGULARS_SECRET_KEY holds the store's secret key, sk_….

  --kind      members (unless given), points, orders, or everything: an export of ours
  --map       smile, loyaltylion, yotpo, woocommerce-points or shopify-customers; left out: our own names
  --column    which column holds what, again for each: --column email="E-mail" --column points=Score
  --from      where the points come from, as shoppers read it
  --orders    history (unless given), or points: whether past orders earn
  --dates     day-first or month-first, where the file has dates that may be both
  --decimal   , where a comma stands before decimals
  --expiry    never, where points without an expiry should have none
  --tiers     ignore, where the file's tiers don't count
  --worker    the Worker's address (the one that runs here)
  --help      prints this

Ends with 0 when every row was understood, 1 when some were refused or it can't be done, 2 when it was not understood.`;

class Misunderstood extends Error {}

const options = {
  kind: { type: "string", default: "members" },
  map: { type: "string" },
  column: { type: "string", multiple: true, default: [] },
  from: { type: "string" },
  orders: { type: "string" },
  dates: { type: "string" },
  decimal: { type: "string" },
  expiry: { type: "string" },
  tiers: { type: "string" },
  resume: { type: "string" },
  "for-real": { type: "string" },
  worker: { type: "string" },
  help: { type: "boolean", short: "h", default: false },
} satisfies ParseArgsOptionsConfig;

function readArguments() {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw new Misunderstood(error instanceof Error ? error.message : String(error));
  }
}

type Values = ReturnType<typeof readArguments>["values"];

/** Refused rows that are printed; the others are found with GET /v1/imports/{id}/rows. */
const MOST_PRINTED = 20;

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  const [file, ...rest] = positionals;
  const forReal = values["for-real"];
  if (values.help || (file === undefined && forReal === undefined)) {
    console.log(usage);
    return;
  }
  if (rest.length > 0) throw new Misunderstood(`"${rest.join(" ")}" is more than one file.`);
  const secretKey = process.env.REGULARS_SECRET_KEY;
  if (!secretKey) throw new Misunderstood("REGULARS_SECRET_KEY has to hold the store's secret key.");
  const origin = values.worker ?? (await findRunning(defaultState))?.url ?? "http://localhost:8787";
  const crm = new Regulars({ secretKey, origin });
  // Read before anything is made of it.
  const text = file === undefined ? null : await readFile(file, "utf8");
  if (forReal !== undefined) await crm.imports.importForReal(forReal);
  const id = forReal ?? values.resume ?? (await crm.imports.create(aboutOf(values))).id;
  if (text !== null) await upload(crm, id, text);
  await run(crm, id);
}

/** What the import is, as the API takes it: it says itself what of it is not right. */
function aboutOf(values: Values): Body<"postV1Imports"> {
  const { kind, map, column, from, orders, dates, decimal, expiry, tiers } = values;
  const columns = Object.fromEntries(
    column.map((each) => [before(each), each.slice(before(each).length + 1)]),
  );
  const given = Object.entries({ orders, dates, decimal, expiry, tiers }).filter(
    ([, value]) => value !== undefined,
  );
  return {
    kind,
    ...(map === undefined ? {} : { map }),
    ...(column.length === 0 ? {} : { map: { columns } }),
    ...(from === undefined ? {} : { from }),
    choices: Object.fromEntries(given),
  } as Body<"postV1Imports">;
}

function before(column: string): string {
  const at = column.indexOf("=");
  if (at < 1)
    throw new Misunderstood(`--column wants a field and a header: email="E-mail", not "${column}".`);
  return column.slice(0, at);
}

async function upload(crm: Regulars, id: string, text: string): Promise<void> {
  for await (const { parts } of crm.imports.upload(id, text))
    progress(`${id}: ${count(parts.received)} parts sent`);
}

async function run(crm: Regulars, id: string): Promise<void> {
  let last = await crm.imports.get(id);
  for await (const how of crm.imports.runs(id)) {
    last = how;
    progress(`${id}: part ${how.parts.read} of ${how.parts.last ?? "?"}, ${count(how.rows.read)} rows`);
  }
  console.log();
  if (last.failure !== null) {
    console.error(last.failure);
    process.exitCode = 1;
    return;
  }
  const { created, changed, unchanged, refused } = last.rows;
  const would = last.dryRun ? "would be " : "";
  console.log(
    `${count(created)} ${would}made, ${count(changed)} ${would}changed, ${count(unchanged)} stay as they are, ${count(refused)} refused.`,
  );
  if (refused > 0) await printRefused(crm, id, refused);
  if (last.status === "waiting")
    console.log(`It waits for part ${last.parts.read + 1}: npm run import -- <file> --resume ${id}`);
  else if (last.dryRun) console.log(`To write it: npm run import -- --for-real ${id}`);
}

async function printRefused(crm: Regulars, id: string, refused: number): Promise<void> {
  process.exitCode = 1;
  const { items } = await crm.imports.rows(id, { outcome: "refused", limit: MOST_PRINTED }).page();
  for (const { row, sentence } of items) console.log(`  row ${row}: ${sentence}`);
  if (refused > items.length)
    console.log(`  … and ${count(refused - items.length)} more: GET /v1/imports/${id}/rows?outcome=refused`);
}

function progress(words: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r${words}\u001b[K`);
  else console.log(words);
}

function count(number: number): string {
  return number.toLocaleString("en");
}

try {
  await main();
} catch (error) {
  if (error instanceof Misunderstood) {
    console.error(`${error.message}\n\n${usage}`);
    process.exitCode = 2;
  } else if (
    error instanceof RegularsError ||
    (error instanceof Error && "code" in error && error.code === "ENOENT")
  ) {
    console.error(error.message);
    process.exitCode = 1;
  } else throw error;
}
