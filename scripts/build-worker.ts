/**
 * Bundles the Worker into `dist/worker/`, as it is uploaded: wrangler runs this before it deploys (wrangler.toml), and
 * bundles nothing itself.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { bundleWorker, WORKER } from "./local/bundle.ts";
import { inProject } from "./local/paths.ts";

const { code, map } = await bundleWorker(WORKER);
await mkdir(inProject("dist/worker"), { recursive: true });
await writeFile(inProject("dist/worker/index.js"), `${code}//# sourceMappingURL=index.js.map\n`);
await writeFile(inProject("dist/worker/index.js.map"), map);
