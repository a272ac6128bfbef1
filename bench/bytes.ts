/** What travels: the widget's files by brotli, and the Worker's bundle by gzip, as they are deployed. */
import { readdir, readFile, rm } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { buildWidget } from "../scripts/build-widget.ts";
import { inProject } from "../scripts/local/paths.ts";
import { runStep } from "../scripts/steps.ts";

/** Bytes of each. */
export interface Bytes {
  loader: number;
  panel: number;
  worker: number;
}

/** Builds both, and weighs them. */
export async function measureBytes(): Promise<Bytes> {
  const { loader, panel } = await buildWidget();
  return { loader: loader.brotli, panel: panel.brotli, worker: await weighWorker() };
}

/** The Worker as wrangler would upload it: every module, gzipped as the platform counts its limit. */
async function weighWorker(): Promise<number> {
  const folder = inProject(".cache", "bench-worker");
  await rm(folder, { recursive: true, force: true });
  const { passed, output } = await runStep({
    name: "bundle",
    command: ["wrangler", "deploy", "--dry-run", "--outdir", folder],
  });
  if (!passed) throw new Error(output);
  const modules = (await readdir(folder)).filter((name) => name.endsWith(".js"));
  if (modules.length === 0) throw new Error("wrangler built no module.");
  const weights = await Promise.all(
    modules.map(async (name) => gzipSync(await readFile(`${folder}/${name}`), { level: 9 }).length),
  );
  return weights.reduce((sum, each) => sum + each, 0);
}
