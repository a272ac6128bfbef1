import { build } from "esbuild";
import { projectRoot } from "./paths.ts";

/** A Worker's source as one module, from its entry file. Throws, with esbuild's own words, if it can't be built. */
export async function bundleWorker(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    absWorkingDir: projectRoot,
    bundle: true,
    write: false,
    format: "esm",
    target: "es2024",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["workerd", "worker", "browser", "import"],
    external: ["cloudflare:*", "node:*"],
    loader: { ".css": "text", ".svg": "text" },
    define: { "process.env.NODE_ENV": '"production"' },
    sourcemap: "inline",
    logLevel: "silent",
  });
  const text = outputFiles[0]?.text;
  if (text === undefined) throw new Error(`Nothing was built from ${entry}.`);
  return text;
}
