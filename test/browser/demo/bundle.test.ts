import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { bundleWorker, WORKER, type Bundle } from "../../../scripts/local/bundle.ts";

/** What was promised of it, bytes by gzip. */
const BUDGET = 250_000;

let bundle: Bundle;

beforeAll(async () => {
  bundle = await bundleWorker(WORKER);
});

describe("the Worker's bundle", () => {
  it("stays within its budget", () => {
    expect(gzipSync(bundle.code, { level: 9 }).length).toBeLessThanOrEqual(BUDGET);
  });

  it.each([
    ["languages that nobody reads", "node_modules/zod/v4/locales/", ["zod/v4/locales/en.js"]],
    ["compiled schemas", "node_modules/zod/v4/core/compile", []],
    ["schemas from JSON Schema", "node_modules/zod/v4/classic/from-json-schema", []],
    ["schemas as JSON Schema", "node_modules/zod/v4/core/json-schema-", []],
  ])("is without %s", (_what, of, kept) => {
    const there = sources().filter((source) => source.includes(of));
    expect(there.map((source) => source.replace(/.*node_modules\//, ""))).toEqual(kept);
  });

  it("is without what only the reference says, and with what is answered", () => {
    expect(bundle.code).not.toContain("A state older than one already told changes nothing.");
    expect(bundle.code).not.toContain("Send a JSON document, encoded in UTF-8");
    expect(bundle.code).toContain("The request's body could not be read as JSON.");
  });

  it("maps its lines to the Worker's own files", () => {
    expect(sources()).toEqual(expect.arrayContaining([expect.stringContaining("worker/ledger/walk.ts")]));
  });
});

/** The files that something of is in the bundle. */
function sources(): string[] {
  return (JSON.parse(bundle.map) as { sources: string[] }).sources;
}
