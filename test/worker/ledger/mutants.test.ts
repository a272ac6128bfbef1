import { expect, test } from "vitest";
import { mutants } from "../../../scripts/mutants/all.ts";

const sources = {
  ...import.meta.glob<string>("../../../worker/**/*.ts", { query: "?raw", import: "default" }),
  ...import.meta.glob<string>("../../../migrations/*.sql", { query: "?raw", import: "default" }),
};
const tests = Object.keys(import.meta.glob<unknown>("../**/*.test.ts", {}));

test("each place that `npm run mutants` breaks is there, once, and so are the tests that should notice", async () => {
  expect(mutants.length).toBeGreaterThanOrEqual(40);
  const amiss: string[] = [];
  for (const { what, file, is, becomes, tests: named } of mutants) {
    const text = (await sources[`../../../${file}`]?.()) ?? "";
    if (text.split(is).length !== 2) amiss.push(`${file} doesn't hold once: ${is}`);
    if (is === becomes) amiss.push(`${what}: nothing is broken`);
    for (const path of named) if (!tests.includes(fromHere(path))) amiss.push(`There is no ${path}`);
  }
  expect(amiss).toEqual([]);
});

/** A path in test/worker as the glob gives it: relative to this file. */
function fromHere(path: string): string {
  return path.startsWith("ledger/") ? path.replace("ledger/", "./") : `../${path}`;
}
