import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import { expect, it } from "vitest";

/** What the rules may weigh in a chunk of the widget's, bytes by brotli. */
const BUDGET = 4096;

it("the rules that say what an order will earn come to the page alone and light", async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: [new URL("../../worker/program/estimate.ts", import.meta.url).pathname],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
    metafile: true,
  });
  const files = Object.keys(metafile.inputs);
  expect(files.filter((file) => !file.startsWith("worker/program/"))).toEqual([]);
  expect(files.filter((file) => file.startsWith("worker/program/document"))).toEqual([]);
  const [chunk] = outputFiles;
  expect(brotliCompressSync(chunk?.contents ?? "").length).toBeLessThanOrEqual(BUDGET);
});
