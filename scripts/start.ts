/** `npm start`: everything at one address, on this machine alone: the demo store, the Worker, the reference. */
import { buildWhenChanged } from "./local/built.ts";
import { fullHouse, makeDemoStore } from "./local/demo-store.ts";
import { readDemoStore, type DemoStore } from "./local/demo-keys.ts";
import { demoStaff } from "./local/demo-staff.ts";
import { defaultState } from "./local/paths.ts";
import { findRunning, forgetRunning, noteRunning } from "./local/running.ts";
import { serve } from "./local/serve.ts";

const usualPort = 8787;

const already = await findRunning(defaultState);
if (already) {
  console.log(`It is running already: ${already.url}`);
  process.exit(0);
}

const before = await readDemoStore(defaultState);
const [, made] = await Promise.all([
  timed(buildWhenChanged(), (names) => (names.length > 0 ? `Built: ${names.join(", ")}` : null)),
  before?.isComplete ? null : timed(announceMaking(), () => `${fullHouse} members and months of history`),
]);
// The runtime ends this process by itself on either signal. To be stopped is no failure.
let isStopped = false;
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => (isStopped = true));
process.once("exit", () => {
  forgetRunning(defaultState);
  if (isStopped) process.exitCode = 0;
});

const served = await serve({ port: usualPort, quiet: false });
await noteRunning(defaultState, served.url);

const store = made?.store ?? before;
if (store) console.log(welcome(served.url, store, await demoStaff(served.url, store.secretKey)));

function announceMaking() {
  console.log("Making the demo store (only this once) …");
  return makeDemoStore();
}

async function timed<T>(work: Promise<T>, wordsFor: (result: T) => string | null): Promise<T> {
  const started = performance.now();
  const result = await work;
  const words = wordsFor(result);
  if (words !== null) console.log(`${words} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  return result;
}

function welcome(
  url: string,
  { secretKey, publishableKey }: DemoStore,
  { till, number, pin }: Awaited<ReturnType<typeof demoStaff>>,
): string {
  const elsewhere = url.endsWith(`:${usualPort}`)
    ? ""
    : `Port ${usualPort} is taken, so it is another one this time.\n`;
  return `${elsewhere}
  Demo store       ${url}
  API reference    ${url}/reference/
  Mailbox          ${url}/mailbox
  Till             ${till}
                   staff number ${number}, PIN ${pin}
  Publishable key  ${publishableKey}
  Secret key       ${secretKey}

Sign in as Anna under "Sign in", or buy something as a guest. Then try the API, and look at her points again:

  curl ${url}/v1/earn -H "Authorization: Bearer ${secretKey}" -H "Content-Type: application/json" \\
    -H "Idempotency-Key: $(date +%s)" -d '{"customerId":"cus_anna","points":50,"description":"Wrote a review"}'

Ctrl-C stops it; the data stays. \`npm run reset\` starts over.
`;
}
