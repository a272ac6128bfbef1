import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build as viteBuild, type Plugin } from "vite";
import { names } from "../widget/elements/names.ts";
import { buildInlineWords, elementsEntry, inlineWordsModule } from "./widget/elements.ts";
import { buildLanguages, languagesModule } from "./widget/languages.ts";
import { viewsByAddress } from "./widget/views.ts";
import { onePolicy } from "./widget/one-policy.ts";
import { smaller } from "./widget/smaller.ts";
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
  /** All of the panel's first open in English. */
  panel: Weight;
  /** The elements for a page's own templates, in English. */
  elements: Weight;
  /** What comes when it is wanted: further views, languages, the card that a member shows at a till. */
  chunks: Weight[];
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

interface Built {
  /** The entry's file. */
  entry: string;
  /** Every file's code, by its name. */
  files: Map<string, string>;
}

/** The modules that an entry needs at once, known when all have been read: without this each that is shared became a file. */
function firstModules(entry: string): { plugin: Plugin; has: (id: string) => boolean } {
  const found = new Set<string>();
  return {
    has: (id) => found.has(id),
    plugin: {
      name: "first-modules",
      buildEnd() {
        const walk = (id: string): void => {
          if (found.has(id)) return;
          found.add(id);
          for (const next of this.getModuleInfo(id)?.importedIds ?? []) walk(next);
        };
        walk(entry);
      },
    },
  };
}

/** What an entry and all it imports become, minified: a file, and one for each part that is imported when it is wanted. */
async function build(entry: string, format: "iife" | "es", plugins: Plugin[], file: string): Promise<Built> {
  const first = firstModules(resolve(root, entry));
  const result = await viteBuild({
    configFile: false,
    root,
    // Files name each other by where they lie, which is beside each other.
    base: "./",
    logLevel: "warn",
    mode: "production",
    plugins: [...plugins, onePolicy(), trimTemplates(), first.plugin],
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
      lib: { entry: resolve(root, entry), formats: [format], name: "regulars", fileName: () => file },
      rolldownOptions: {
        // What the entry has already, its further parts take from it.
        preserveEntrySignatures: "allow-extension",
        output: {
          ...(format === "es" ? { codeSplitting: { groups: [{ name: "entry", test: first.has }] } } : {}),
          minify: true,
          chunkFileNames: "[name]-[hash].js",
          hashCharacters: "hex",
        },
      },
    },
  });
  const outputs = [result].flat().flatMap((each) => ("output" in each ? each.output : []));
  const chunks = outputs.filter((each) => each.type === "chunk");
  const entryChunk = chunks.find((chunk) => chunk.facadeModuleId === resolve(root, entry));
  if (!entryChunk) throw new Error(`${entry} became nothing`);
  const { names, hash } = namesOf(chunks);
  const named = (code: string) =>
    [...names].reduce((text, [before, plain]) => text.replaceAll(before, withHash(plain, hash)), code);
  return {
    entry: named(entryChunk.fileName),
    files: new Map(chunks.map(({ fileName, code }) => [named(fileName), withoutSeams(named(code))])),
  };
}

const withHash = (name: string, hash: string): string => name.replace(/\.js$/, `-${hash}.js`);

/**
 * The files' names without the bundler's hashes, in which the folder has a part that the project lies in; and one hash of all
 * their code instead, in which it has none. One, because each of them names others.
 */
function namesOf(chunks: { fileName: string; code: string }[]): { names: Map<string, string>; hash: string } {
  const names = new Map(
    chunks.map(({ fileName }) => [fileName, fileName.replace(/-[0-9a-f]{8}(?=\.js$)/, "")]),
  );
  if (new Set(names.values()).size < names.size)
    throw new Error(`Two files have one name: ${[...names.keys()].join(", ")}`);
  const code = chunks.map(({ fileName, code: text }) =>
    [...names].reduce((plain, [before, after]) => plain.replaceAll(before, after), `${fileName}\n${text}`),
  );
  const hash = createHash("sha256").update(code.sort().join("\n")).digest("hex").slice(0, 8);
  return { names, hash };
}

/** The stylesheet's parts were minified one by one: two blocks of one selector that meet at a seam are one. */
function withoutSeams(code: string): string {
  return code.trim().replace(/([}`])([a-z]+)\{([^{}`]*)\}\2\{/g, "$1$2{$3;");
}

/** The code that an entry and all it imports become: one chunk, minified. `plugins` may give it more to import. */
export async function bundle(entry: string, format: "iife" | "es", plugins: Plugin[] = []): Promise<string> {
  const { entry: name, files } = await build(entry, format, plugins, "chunk.js");
  const code = files.get(name);
  if (code === undefined || files.size > 1)
    throw new Error(`${entry} must become one chunk, not ${files.size}`);
  return code;
}

/** A chunk's file: named by its content, so that it can be kept for ever. */
function nameOf(chunk: string, code: string): string {
  return `${chunk}-${createHash("sha256").update(code).digest("hex").slice(0, 10)}.js`;
}

/** `virtual:card` for the built panel: the file beside it. */
function cardModule(file: string): Plugin {
  const name = "virtual:card";
  const code = `import { again } from "/widget/again.ts";
// By a name of its own, because vite would take it for a picture.
const here = import.meta.url;
export const load = () => again(new URL("./${file}", here).href);`;
  return {
    name: "card-by-address",
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load: (id) => (id === `\0${name}` ? code : null),
  };
}

/** Builds the widget into `dist/assets/`, and gives back what each of its files weighs. */
export async function buildWidget(): Promise<BuiltWidget> {
  const [loader, card, words, inlineWords] = await Promise.all([
    bundle("widget/loader/index.ts", "iife"),
    bundle("widget/card/index.ts", "es"),
    buildLanguages(),
    buildInlineWords(),
  ]);
  const cardName = nameOf("card", card);
  const { entry: panel, files } = await build(
    "widget/panel/index.ts",
    "es",
    [cardModule(cardName), languagesModule(words), viewsByAddress()],
    "panel-[hash].js",
  );
  const { entry: elements, files: elementFiles } = await build(
    elementsEntry,
    "es",
    [inlineWordsModule(inlineWords)],
    "elements-[hash].js",
  );
  const served = (await smaller(loader)).replace(/\b__REGULARS_TAG__\b/g, token);
  if (served.split(token).length !== 2) throw new Error(`The loader must hold ${token} exactly once`);
  for (const [name, code] of [
    [cardName, card] as const,
    ...words.files,
    ...inlineWords.files,
    ...elementFiles,
  ])
    files.set(name, code);
  await mkdir(folder, { recursive: true });
  const earlier = await keepRecent(folder, Date.now());
  await buildPinned(folder, bundle, words, earlier, Date.now());
  await Promise.all([
    ...[...files].map(([name, code]) => writeFile(resolve(folder, name), code)),
    writeFile(resolve(folder, "loader.js"), served),
    writeFile(
      resolve(folder, "manifest.json"),
      JSON.stringify({ panel, elements, names, launcher: words.launcher }),
    ),
    writeFile(resolve(assets, "_headers"), assetHeaders),
  ]);
  await noteBuilt(folder, [...files.keys()]);
  const built = {
    loader: weigh("loader.js", served),
    panel: weigh(panel, files.get(panel) ?? ""),
    elements: weigh(elements, files.get(elements) ?? ""),
    chunks: [...files]
      .filter(([name]) => name !== panel && name !== elements)
      .map(([name, code]) => weigh(name, code)),
  };
  // For tests in a browser, which has no brotli to weigh with.
  await writeFile(resolve(root, "dist/widget-weights.json"), JSON.stringify(built));
  return built;
}

if (import.meta.main) {
  const started = performance.now();
  const built = await buildWidget();
  for (const { name, raw, gzip, brotli } of [built.loader, built.panel, built.elements, ...built.chunks]) {
    console.log(`${name}: ${brotli} B brotli, ${gzip} B gzip, ${raw} B`);
  }
  console.log(`built in ${Math.round(performance.now() - started)} ms`);
}
