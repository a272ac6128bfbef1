/** `npm run store`: makes stores, looks after their keys and origins, connects shops; here, or on the deployed Worker. */
import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { z } from "zod";
import { WranglerFailed } from "./cloudflare/wrangler.ts";
import { defaultState } from "./local/paths.ts";
import { findRunning } from "./local/running.ts";
import {
  changeLook,
  changeOrigins,
  listStores,
  makeStore,
  readDocument,
  Refused,
  rotate,
} from "./store/commands.ts";
import { CannotOpen, openLocal, openRemote, type Opened } from "./store/open.ts";
import { connectedWords, connectionListWords } from "./store/connection-words.ts";
import { connectShop, disconnectShop, listConnections } from "./store/connections.ts";
import { givenSecrets } from "./store/given-secrets.ts";
import { secretNames } from "./store/secret-names.ts";
import { createdWords, keyWords, listWords } from "./store/words.ts";

const usage = `Makes stores, looks after their keys and origins, and connects them to shops.

  npm run store -- create --name "Acme" --handle acme --currency GBP --landing https://acme.example/
  npm run store -- list
  npm run store -- rotate <handle> secret | publishable | signing
  npm run store -- origins <handle> https://acme.example https://www.acme.example
  npm run store -- look <handle> look.json
  npm run store -- connect <handle> --platform shopify --shop acme.myshopify.com --vouchers
  npm run store -- connections <handle>
  npm run store -- disconnect <handle> acme.myshopify.com

create takes
  --name       what shoppers call the store
  --handle     2 to 24 lower-case letters and digits; stands in its referral links
  --currency   ISO 4217: GBP
  --landing    the page that a referral link leads to
  --origin     scheme and host of pages that carry the tag; again for each. Left out: that of --landing
  --locale     BCP 47, for figures and dates (en-GB)
  --time-zone  IANA (Europe/London)
  --accent     the store's own colour (#1f5c4a)
  --sandbox    for trying out: its clock can be set forward (docs/time.md)

connect takes
  --platform   shopify or woocommerce
  --shop       acme.myshopify.com, or the site's address: https://acme.example
  --vouchers   redemptions become codes at the shop's checkout; needs credentials
  --stdin      reads secrets from lines NAME=value on standard input, before the environment
  and of the environment, for arguments stay in the shell's history:
    REGULARS_WEBHOOK_SECRET   what the platform signs its deliveries with
    REGULARS_ACCESS_TOKEN     of Shopify's Admin API
    REGULARS_CONSUMER_KEY and REGULARS_CONSUMER_SECRET   of WooCommerce's REST API

Everywhere
  --remote     on the deployed Worker; for create, "rotate signing" and connect REGULARS_SEALING_KEY must hold its
               SEALING_KEY
  --worker     the Worker's address, for the tag and for deliveries (here: http://localhost:8787)
  --json       prints JSON
  --help       prints this

Ends with 0 when it was done, 1 when it was not, 2 when it was not understood.`;

class Misunderstood extends Error {}

const options = {
  name: { type: "string" },
  handle: { type: "string" },
  currency: { type: "string" },
  landing: { type: "string" },
  origin: { type: "string", multiple: true },
  locale: { type: "string", default: "en-GB" },
  "time-zone": { type: "string", default: "Europe/London" },
  accent: { type: "string", default: "#1f5c4a" },
  sandbox: { type: "boolean", default: false },
  platform: { type: "string" },
  shop: { type: "string" },
  vouchers: { type: "boolean", default: false },
  stdin: { type: "boolean", default: false },
  remote: { type: "boolean", default: false },
  worker: { type: "string" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} satisfies ParseArgsOptionsConfig;

function readArguments() {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw new Misunderstood(error instanceof Error ? error.message : String(error));
  }
}

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  const [command, handle, ...rest] = positionals;
  if (values.help || command === undefined) {
    console.log(usage);
    return;
  }
  const print = (words: string, data: unknown) => {
    console.log(values.json ? JSON.stringify(data, null, 2) : words);
  };
  const open = (needsSealingKey: boolean): Promise<Opened> =>
    values.remote ? openRemote({ needsSealingKey }) : openLocal();
  const tagOrigin = async () =>
    values.worker ??
    (values.remote ? null : ((await findRunning(defaultState))?.url ?? "http://localhost:8787"));
  const deliveryOrigin = async () => (await tagOrigin()) ?? "https://YOUR-WORKER";
  const now = Date.now();

  switch (command) {
    case "create": {
      if (handle !== undefined) throw new Misunderstood(`"${handle}" is one word too many.`);
      const landing = required(values.landing, "--landing");
      const words = {
        name: required(values.name, "--name"),
        handle: required(values.handle, "--handle"),
        currency: required(values.currency, "--currency"),
        landingUrl: landing,
        origins: values.origin ?? (URL.canParse(landing) ? [new URL(landing).origin] : []),
        locale: values.locale,
        timeZone: values["time-zone"],
        accent: values.accent,
        sandbox: values.sandbox,
      };
      const made = await using(open(true), ({ environment }) => makeStore(environment, words, now));
      print(createdWords(words.name, made, await tagOrigin()), made);
      return;
    }
    case "list": {
      const stores = await using(open(false), ({ environment }) => listStores(environment));
      print(listWords(stores), stores);
      return;
    }
    case "rotate": {
      const kind = z.enum(["secret", "publishable", "signing"]).safeParse(rest[0]);
      if (handle === undefined || !kind.success || rest.length > 1)
        throw new Misunderstood(
          "Say which store and which key: rotate <handle> secret | publishable | signing",
        );
      const made = await using(open(kind.data === "signing"), ({ environment }) =>
        rotate(environment, handle, kind.data, now),
      );
      print(keyWords(made, await tagOrigin()), made);
      return;
    }
    case "origins": {
      if (handle === undefined)
        throw new Misunderstood("Say which store: origins <handle> https://acme.example …");
      await using(open(false), ({ environment }) => changeOrigins(environment, handle, rest));
      const pages = rest.length === 0 ? "No page" : `Pages of ${rest.join(", ")}`;
      print(`${pages} may call for "${handle}" now.`, { handle, origins: rest });
      return;
    }
    case "look": {
      const [path] = rest;
      if (handle === undefined || path === undefined || rest.length > 1)
        throw new Misunderstood("Say which store, and the file: look <handle> look.json");
      const document = await readDocument(path);
      const { note, ...look } = await using(open(false), ({ environment }) =>
        changeLook(environment, handle, document),
      );
      print(`"${handle}" looks like that now, with the next tag of each page. ${note}`, { ...look, note });
      return;
    }
    case "connect": {
      if (handle === undefined || rest.length > 0)
        throw new Misunderstood("Say which store, and nothing more: connect <handle> --platform … --shop …");
      const words = {
        platform: required(values.platform, "--platform", command),
        shop: required(values.shop, "--shop", command),
        publishesVouchers: values.vouchers,
        secrets: await givenSecrets(values.stdin),
      };
      const origin = await deliveryOrigin();
      const made = await using(open(true), ({ environment }) =>
        connectShop(environment, handle, words, origin, now),
      );
      print(connectedWords(made), made);
      return;
    }
    case "connections": {
      if (handle === undefined) throw new Misunderstood("Say which store: connections <handle>");
      const origin = await deliveryOrigin();
      const connections = await using(open(false), ({ environment }) =>
        listConnections(environment, handle, origin, now),
      );
      print(connectionListWords(handle, connections), connections);
      return;
    }
    case "disconnect": {
      const [shop] = rest;
      if (handle === undefined || shop === undefined || rest.length > 1)
        throw new Misunderstood("Say which store and which shop: disconnect <handle> acme.myshopify.com");
      const origin = await deliveryOrigin();
      const closed = await using(open(false), ({ environment }) =>
        disconnectShop(environment, handle, shop, origin, now),
      );
      print(
        `Disconnected from ${closed.shop}. Its deliveries are refused from now on: take its webhooks away over there.`,
        closed,
      );
      return;
    }
    default:
      throw new Misunderstood(`There is no command "${command}".`);
  }
}

/** What a field was given by. */
function givenBy(path: PropertyKey[]): string {
  const secrets: Record<string, string> = secretNames;
  const secret = secrets[String(path.at(-1))];
  if (secret !== undefined) return secret;
  if (process.argv[2] === "look") return `/${path.map(String).join("/")}`;
  const names: Record<string, string> = {
    landingUrl: "landing",
    timeZone: "time-zone",
    origins: "origin",
    publishesVouchers: "vouchers",
  };
  const [field] = path.map(String);
  return field === "credentials" ? "Credentials" : `--${names[field ?? ""] ?? field}`;
}

function required(value: string | undefined, name: string, command = "create"): string {
  if (value === undefined) throw new Misunderstood(`${command} needs ${name}.`);
  return value;
}

async function using<T>(opening: Promise<Opened>, work: (opened: Opened) => Promise<T>): Promise<T> {
  const opened = await opening;
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

try {
  await main();
} catch (error) {
  if (error instanceof Misunderstood) {
    console.error(`${error.message}\n\n${usage}`);
    process.exitCode = 2;
  } else if (error instanceof z.ZodError) {
    for (const { path, message } of error.issues) console.error(`${givenBy(path)}: ${message}`);
    process.exitCode = 1;
  } else if (error instanceof Refused || error instanceof CannotOpen || error instanceof WranglerFailed) {
    console.error(error.message);
    process.exitCode = 1;
  } else throw error;
}
