import { readFile } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { build, type Plugin } from "esbuild";
import { projectRoot } from "./paths.ts";
import { withoutReference } from "./without-reference.ts";

/** The entry file of the Worker, in the project. */
export const WORKER = "worker/index.ts";

export interface Bundle {
  /** One ES module. */
  code: string;
  /** Its source map, JSON. */
  map: string;
}

/**
 * A Worker's source as one minified module, from its entry file: what is deployed, what is weighed, and what runs here.
 * The frames that an error is noted with are places in it, which its source map turns into functions and lines. Throws,
 * with esbuild's own words, if it can't be built.
 */
export async function bundleWorker(entry: string): Promise<Bundle> {
  const files = await built(entry, "external");
  const [code, map] = [files.get("worker.js"), files.get("worker.js.map")];
  if (code === undefined || map === undefined) throw new Error(`Nothing was built from ${entry}.`);
  return { code, map };
}

/** The same as one text, its source map in it. */
export async function bundleInOne(entry: string): Promise<string> {
  const code = (await built(entry, "inline")).get("worker.js");
  if (code === undefined) throw new Error(`Nothing was built from ${entry}.`);
  return code;
}

async function built(entry: string, sourcemap: "external" | "inline"): Promise<Map<string, string>> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    outfile: "worker.js",
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
    minify: true,
    sourcemap,
    plugins: [unused, undocumented],
    logLevel: "silent",
  });
  return new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
}

/**
 * What libraries bring along and no Worker uses, though no bundler can see it: zod's messages in forty languages (ours
 * are our own, and English is imported by itself), schemas from JSON Schema and compiled ones, and what writes an
 * OpenAPI document, which scripts/build-reference.ts does. By file, what stands in for its exports: to call one says
 * that it is left out.
 */
const leftOut: Record<string, readonly string[]> = {
  "zod/v4/locales/index.js": [],
  "zod/v4/core/compile.js": [
    "INVALID",
    "compile",
    "withParser",
    "ZodCompileAsyncError",
    "ZodCompileUnsupportedError",
  ],
  "zod/v4/classic/from-json-schema.js": ["fromJSONSchema"],
  "zod/v4/core/json-schema-generator.js": ["JSONSchemaGenerator"],
  "zod/v4/core/json-schema-processors.js": ["aggregateChecks", "toJSONSchema"],
  "zod/v4/core/to-json-schema.js": [
    "createStandardJSONSchemaMethod",
    "createToJSONSchemaMethod",
    "extractDefs",
    "finalize",
    "initializeContext",
    "process",
  ],
  "@asteasolutions/zod-to-openapi": ["OpenApiGeneratorV3", "OpenApiGeneratorV31"],
};

/** What is used of a package that is left out in part. */
const kept: Record<string, string> = {
  "@asteasolutions/zod-to-openapi":
    'export { OpenAPIRegistry, extendZodWithOpenApi, getOpenApiMetadata } from "@asteasolutions/zod-to-openapi";',
};

/** The Worker's own modules, without what only the reference says. */
const undocumented: Plugin = {
  name: "undocumented",
  setup(building) {
    building.onLoad({ filter: /[\\/]worker[\\/].+\.ts$/ }, async ({ path }) => ({
      contents: withoutReference(await readFile(path, "utf8"), path.replaceAll("\\", "/")),
      loader: "ts",
    }));
  },
};

const unused: Plugin = {
  name: "unused",
  setup(building) {
    building.onResolve(
      { filter: /^\.|^@asteasolutions\/zod-to-openapi$/ },
      ({ path, importer, namespace }) => {
        if (namespace === "unused") return undefined;
        const whole = path.startsWith(".") ? resolve(dirname(importer), path).replaceAll("\\", "/") : path;
        const name = Object.keys(leftOut).find(
          (file) => whole === file || whole.endsWith(`/node_modules/${file}`),
        );
        return name === undefined ? undefined : { path: name, namespace: "unused" };
      },
    );
    building.onLoad({ filter: /^/, namespace: "unused" }, ({ path }) => ({
      contents: [kept[path] ?? "export {};", ...(leftOut[path] ?? []).map(refusing)].join("\n"),
      resolveDir: projectRoot,
    }));
  },
};

function refusing(name: string): string {
  return `export function ${name}() { throw new Error("${name} is left out of the Worker: scripts/local/bundle.ts"); }`;
}
