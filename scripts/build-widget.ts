import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build, type Plugin } from "vite";
import { assetHeaders } from "./cloudflare/headers.ts";
import { keepRecent, noteBuilt } from "./widget/kept-files.ts";
import { buildPinned } from "./widget/pinned.ts";

const root = resolve(import.meta.dirname, "..");
const assets = resolve(root, "dist/assets");
const folder = resolve(assets, "widget");

/** Where the Worker writes a store's tag into the loader. */
const token = '"__REGULARS_TAG__"';

/** What a built file weighs on the wire, in bytes. */
export interface Weight {
  name: string;
  raw: number;
  gzip: number;
  brotli: number;
}

export interface BuiltWidget {
  loader: Weight;
  panel: Weight;
  /** The card that a member shows at a till: comes when they ask for it, and is no part of the panel's first open. */
  card: Weight;
}

function weigh(name: string, code: string): Weight {
  return {
    name,
    raw: new TextEncoder().encode(code).length,
    gzip: gzipSync(code, { level: 9 }).length,
    brotli: brotliCompressSync(code).length,
  };
}

interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

function* nodesIn(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const each of value) yield* nodesIn(each);
  else if (value && typeof value === "object") {
    if ("type" in value) yield value as Node;
    for (const each of Object.values(value)) yield* nodesIn(each);
  }
}

/** Takes the indentation out of Lit's templates: white space between tags goes, within text one space stays. */
function trimTemplates(): Plugin {
  return {
    name: "trim-templates",
    enforce: "post",
    transform(code, id) {
      if (!/\/(widget|till)\//.test(id) || !code.includes("html`")) return null;
      let trimmed = code;
      const parts: Node[] = [];
      for (const node of nodesIn(this.parse(code))) {
        const tag = node.tag as Node | undefined;
        if (node.type !== "TaggedTemplateExpression" || tag?.name !== "html") continue;
        parts.push(...((node.quasi as Node).quasis as Node[]));
      }
      for (const { start, end } of parts.sort((a, b) => b.start - a.start)) {
        const text = code.slice(start, end);
        const short = text
          .replace(/\s*\n\s*/g, "\n")
          .replace(/>\n</g, "><")
          .replace(/^\n(?=<|$)|(?<=>)\n$/g, "")
          .replace(/(?<=>)\n|\n(?=<\/)/g, "")
          .replace(/\n/g, " ")
          .replace(/ \/?>/g, ">");
        trimmed = trimmed.slice(0, start) + short + trimmed.slice(end);
      }
      return { code: trimmed, map: null };
    },
  };
}

/** The code that an entry and all it imports become: one chunk, minified. `plugins` may give it more to import. */
export async function bundle(entry: string, format: "iife" | "es", plugins: Plugin[] = []): Promise<string> {
  const result = await build({
    configFile: false,
    root,
    logLevel: "warn",
    mode: "production",
    plugins: [...plugins, trimTemplates()],
    // Named, because vite would take Lit's development build where NODE_ENV says anything but production.
    resolve: { conditions: ["module", "browser", "production"] },
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      write: false,
      target: "es2022",
      modulePreload: false,
      minify: true,
      cssMinify: "lightningcss",
      // From here on light-dark() and colours made from colours need no stand-in.
      cssTarget: ["chrome125", "safari18", "firefox128"],
      // A library: no preload helper around import(), and the exports stay.
      lib: { entry: resolve(root, entry), formats: [format], name: "regulars", fileName: "chunk" },
      rolldownOptions: { output: { minify: true } },
    },
  });
  const outputs = [result].flat().flatMap((each) => ("output" in each ? each.output : []));
  const [chunk, ...rest] = outputs.filter((each) => each.type === "chunk");
  if (!chunk || rest.length) throw new Error(`${entry} must become one chunk, not ${rest.length + 1}`);
  // The stylesheet's parts were minified one by one: two blocks of one selector that meet at a seam are one.
  return chunk.code.trim().replace(/([}`])([a-z]+)\{([^{}`]*)\}\2\{/g, "$1$2{$3;");
}

/** A chunk's file: named by its content, so that it can be kept for ever. */
function nameOf(chunk: string, code: string): string {
  return `${chunk}-${createHash("sha256").update(code).digest("hex").slice(0, 10)}.js`;
}

/** Makes an import of `name` one of the file at `path`, which lies beside the chunk when that runs. */
function named(name: string, path: string): Plugin {
  return {
    name: "named-chunk",
    resolveId: (id) => (id === name ? { id: path, external: true } : null),
  };
}

/** Builds the widget into `dist/assets/`, and gives back what each of its files weighs. */
export async function buildWidget(): Promise<BuiltWidget> {
  const [loader, card] = await Promise.all([
    bundle("widget/loader/index.ts", "iife"),
    bundle("widget/card/index.ts", "es"),
  ]);
  const cardName = nameOf("card", card);
  const panel = await bundle("widget/panel/index.ts", "es", [named("virtual:card", `./${cardName}`)]);
  const served = loader.replace(/\b__REGULARS_TAG__\b/g, token);
  if (served.split(token).length !== 2) throw new Error(`The loader must hold ${token} exactly once`);
  const panelName = nameOf("panel", panel);
  await mkdir(folder, { recursive: true });
  const earlier = await keepRecent(folder, Date.now());
  await buildPinned(folder, bundle, earlier, Date.now());
  await Promise.all([
    writeFile(resolve(folder, "loader.js"), served),
    writeFile(resolve(folder, panelName), panel),
    writeFile(resolve(folder, cardName), card),
    writeFile(resolve(folder, "manifest.json"), JSON.stringify({ panel: panelName })),
    writeFile(resolve(assets, "_headers"), assetHeaders),
  ]);
  await noteBuilt(folder, [panelName, cardName]);
  const built = {
    loader: weigh("loader.js", served),
    panel: weigh(panelName, panel),
    card: weigh(cardName, card),
  };
  // For tests in a browser, which has no brotli to weigh with.
  await writeFile(resolve(root, "dist/widget-weights.json"), JSON.stringify(built));
  return built;
}

if (import.meta.main) {
  const started = performance.now();
  const built = await buildWidget();
  for (const { name, raw, gzip, brotli } of Object.values(built) as Weight[]) {
    console.log(`${name}: ${brotli} B brotli, ${gzip} B gzip, ${raw} B`);
  }
  console.log(`built in ${Math.round(performance.now() - started)} ms`);
}
