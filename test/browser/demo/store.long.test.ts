import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inProject } from "../../../scripts/local/paths.ts";
import { changeOrigins, listStores, makeStore, Refused, rotate } from "../../../scripts/store/commands.ts";
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

describe("the command", () => {
  it.each<[string[], number, string]>([
    [[], 0, "npm run store"],
    [["--help"], 0, "npm run store"],
    [["lost"], 2, 'There is no command "lost"'],
    [["create", "--name", "A"], 2, "create needs --landing"],
    [["rotate", "acme", "sining"], 2, "secret | publishable | signing"],
    [["list", "--nonsense"], 2, "--nonsense"],
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
