import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import { expect, it } from "vitest";

/** What each rule may weigh in a chunk of the widget's, bytes by brotli. */
const BUDGETS = [
  ["estimate", 4096],
  ["reward-worth", 2048],
] as const;

it.each(BUDGETS)(
  "%s comes to a page light: without schemas, and without anything but rules",
  async (name, most) => {
    const { outputFiles, metafile } = await build({
      entryPoints: [new URL(`../../worker/program/${name}.ts`, import.meta.url).pathname],
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
    expect(brotliCompressSync(chunk?.contents ?? "").length).toBeLessThanOrEqual(most);
  },
);
