import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inProject } from "../../../scripts/local/paths.ts";
import { changeOrigins, listStores, makeStore, Refused, rotate } from "../../../scripts/store/commands.ts";
import { connectShop, disconnectShop, listConnections } from "../../../scripts/store/connections.ts";
import { openLocal } from "../../../scripts/store/open.ts";
import { wranglerDatabase } from "../../../scripts/store/wrangler-d1.ts";
import type { Environment } from "../../../worker/environment.ts";

const words = {
  name: `O'Neil? "&" -- Sons; DROP TABLE stores`,
  handle: "oneil",
  currency: "EUR",
  locale: "en-IE",
  timeZone: "Europe/Dublin",
  accent: "#123456",
  landingUrl: "https://oneil.example/?from='here'",
  origins: ["https://oneil.example"],
};

let state: string;
let environment: Environment;

beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), "regulars-"));
  // As the deployed database is reached, but for --remote.
  const local = await openLocal(state);
  const { SEALING_KEY } = local.environment;
  await local.close();
  const DB = wranglerDatabase(["regulars", "--local", "--persist-to", state]);
  environment = { DB, SEALING_KEY } as Environment;
});

afterAll(() => rm(state, { recursive: true }));

describe("stores, through wrangler", () => {
  it("are made, listed and kept apart by their handles", async () => {
    const made = await makeStore(environment, words, 1000);
    const [store, ...others] = await listStores(environment);
    expect(others).toEqual([]);
    expect(store).toMatchObject({ id: made.id, handle: "oneil", name: words.name, origins: words.origins });
    expect(store?.landingUrl).toBe(words.landingUrl);
    expect(store?.keys.map((key) => key.kind).sort()).toEqual(["publishable", "secret", "signing"]);
    await expect(makeStore(environment, words, 2000)).rejects.toThrow(Refused);
  });

  it("have two signing keys at most, and one of the others", async () => {
    const live = async () => (await listStores(environment))[0]?.keys.map((key) => key.lookup) ?? [];
    const second = await rotate(environment, "oneil", "signing", 3000);
    expect(await live()).toHaveLength(4);
    const third = await rotate(environment, "oneil", "signing", 4000);
    expect(await live()).toHaveLength(4);
    expect(await live()).toEqual(expect.arrayContaining([second.key, third.key]));
    const { key } = await rotate(environment, "oneil", "publishable", 5000);
    expect(await live()).toHaveLength(4);
    expect(await live()).toContain(key);
    await expect(rotate(environment, "nobody", "secret", 6000)).rejects.toThrow("There is: oneil");
  });

  it("may be asked for several things at once", async () => {
    const { DB } = environment;
    const version = "SELECT configuration_version AS version FROM stores";
    const before = await DB.prepare(version).all<{ version: number }>();
    const once = "UPDATE stores SET configuration_version = configuration_version + 1";
    await Promise.all([1, 2, 3].map(() => DB.prepare(once).run()));
    const after = await DB.prepare(version).all<{ version: number }>();
    expect(after.results[0]?.version).toBe((before.results[0]?.version ?? NaN) + 3);
  });

  it("have their origins set", async () => {
    await changeOrigins(environment, "oneil", ["https://a.example", "http://b.example:8080"]);
    const [store] = await listStores(environment);
    expect(store?.origins).toEqual(["https://a.example", "http://b.example:8080"]);
    await expect(changeOrigins(environment, "oneil", ["https://a.example/page"])).rejects.toThrow();
  });
});

describe("shops, through wrangler", () => {
  const origin = "https://rewards.oneil.example";
  const shop = "oneil.myshopify.com";
  const words = { platform: "shopify", shop, publishesVouchers: true };
  const secrets = { webhookSecret: "shpss_'0123456789\"--", accessToken: "shpat_the-whole-token" };

  it("are connected once, listed without a secret, and disconnected", async () => {
    const made = await connectShop(environment, "oneil", { ...words, secrets }, origin, 7000);
    expect(made.deliveryUrl).toBe(`${origin}/webhooks/${made.id}`);
    await expect(connectShop(environment, "oneil", { ...words, secrets }, origin, 8000)).rejects.toThrow(
      Refused,
    );
    const listed = await listConnections(environment, "oneil", origin, 9000);
    expect(listed).toEqual([
      {
        ...{ id: made.id, platform: "shopify", shop, deliveryUrl: made.deliveryUrl },
        ...{ hasCredentials: true, publishesVouchers: true, createdAt: 7000 },
      },
    ]);
    const kept = await environment.DB.prepare("SELECT * FROM connections").all();
    for (const secret of Object.values(secrets))
      expect(JSON.stringify([kept, made])).not.toContain(JSON.stringify(secret).slice(1, -1));
    await expect(disconnectShop(environment, "oneil", "another", origin, 9500)).rejects.toThrow(shop);
    await disconnectShop(environment, "oneil", shop, origin, 10_000);
    expect(await listConnections(environment, "oneil", origin, 11_000)).toEqual([]);
    await expect(listConnections(environment, "nobody", origin, 12_000)).rejects.toThrow("There is: oneil");
  });
});

describe("the command", () => {
  it.each<[string[], number, string]>([
    [[], 0, "npm run store"],
    [["--help"], 0, "npm run store"],
    [["lost"], 2, 'There is no command "lost"'],
    [["create", "--name", "A"], 2, "create needs --landing"],
    [["rotate", "acme", "sining"], 2, "secret | publishable | signing"],
    [["list", "--nonsense"], 2, "--nonsense"],
    [["connect", "acme", "--platform", "shopify"], 2, "connect needs --shop"],
    [["disconnect", "acme"], 2, "which shop"],
  ])("understands %j with %i", async (given, code, said) => {
    const result = await run(given);
    expect(result).toMatchObject({ code });
    expect(result.output).toContain(said);
  });
});

function run(given: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [inProject("scripts", "store.ts"), ...given], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, output: stdout + stderr });
    });
  });
}
