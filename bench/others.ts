/**
 * `npm run compare`: what other things that one pastes into a page weigh, beside ours, as a table for the README (which it
 * writes there). Each package comes from the npm registry at the version named here, into a folder that is thrown away;
 * its files are weighed as they are published, by brotli at its default quality. What they load afterwards from servers
 * of their own is not in the package, and so not in the figure.
 */
import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import { buildWidget } from "../scripts/build-widget.ts";
import { inProject } from "../scripts/local/paths.ts";

interface Other {
  name: string;
  /** Of npm, with its version. */
  package: string;
  /** The files that a page loads; where there are none, the package bundled as an import of all of it is. */
  files?: string[];
  what: string;
}

const others: Other[] = [
  { name: "Lit, saying hello", package: "lit@3.3.3", what: "the library under our panel, by itself" },
  {
    name: "Dub embed",
    package: "@dub/embed-core@0.0.18",
    files: ["dist/embed/script.js"],
    what: "an iframe",
  },
  {
    name: "Intercom wrapper",
    package: "@intercom/messenger-js-sdk@0.0.20",
    what: "draws nothing; the messenger comes from elsewhere",
  },
  {
    name: "Cal.com embed",
    package: "@calcom/embed-core@1.5.3",
    files: ["dist/embed/embed.js"],
    what: "opens an iframe",
  },
  {
    name: "PostHog with surveys",
    package: "posthog-js@1.449.2",
    files: ["dist/array.js", "dist/surveys.js"],
    what: "a question in a corner",
  },
  {
    name: "Shopify Buy Button",
    package: "@shopify/buy-button-js@3.0.6",
    files: ["dist/buybutton.min.js"],
    what: "a product and a cart",
  },
  {
    name: "DocSearch",
    package: "@docsearch/js@5.2.0",
    files: ["dist/umd/index.js"],
    what: "a search dialog",
  },
  { name: "Typebot", package: "@typebot.io/js@0.10.7", files: ["dist/web.js"], what: "a chat in a bubble" },
];

const brotli = (code: string | Uint8Array) => brotliCompressSync(code).length;

/** What a page gets of the package: bytes, each file compressed by itself. */
async function weigh(other: Other, folder: string): Promise<number> {
  const packed = spawnSync("npm", ["pack", other.package, "--silent", "--pack-destination", folder], {
    encoding: "utf8",
  });
  const archive = packed.stdout.trim();
  if (packed.status !== 0) throw new Error(`${other.package} did not come: ${packed.stderr}`);
  spawnSync("tar", ["-xzf", join(folder, archive), "-C", folder]);
  const root = join(folder, "package");
  try {
    if (other.files) {
      const weights = other.files.map(async (file) => brotli(await readFile(join(root, file))));
      return (await Promise.all(weights)).reduce((sum, each) => sum + each, 0);
    }
    return brotli(await (other.package.startsWith("lit@") ? hello() : whole(root)));
  } finally {
    await rm(root, { recursive: true });
  }
}

/** The least that one does with Lit: an element that says hello. Lit is here already, at that version. */
const hello = (): Promise<string> =>
  minified({
    contents: `import { LitElement, html } from "lit";
      customElements.define("hello-you", class extends LitElement { render() { return html\`<p>Hello</p>\`; } });`,
    resolveDir: inProject("."),
  });

const whole = (root: string): Promise<string> =>
  minified({ contents: `export * from "./package"`, resolveDir: join(root, "..") });

async function minified(stdin: { contents: string; resolveDir: string }): Promise<string> {
  const { outputFiles } = await build({
    stdin,
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    conditions: ["production"],
    logLevel: "error",
  });
  return outputFiles.map(({ text }) => text).join("");
}

const number = (bytes: number) => bytes.toLocaleString("en");

/** The table, in Markdown. */
export async function compare(): Promise<string> {
  const { loader, panel } = await buildWidget();
  const folder = await mkdtemp(join(tmpdir(), "regulars-compare-"));
  const rows = [
    ["**Regulars**, every page", number(loader.brotli), "the tag: the launcher, drawn"],
    ["**Regulars**, opened", number(loader.brotli + panel.brotli), "tag and panel: all of the first open"],
  ];
  try {
    for (const other of others)
      rows.push([`${other.name} (\`${other.package}\`)`, number(await weigh(other, folder)), other.what]);
  } finally {
    await rm(folder, { recursive: true });
  }
  const lines = [["what", "bytes, brotli", ""], ["---", "---:", "---"], ...rows];
  return lines.map((row) => `| ${row.join(" | ")} |`).join("\n");
}

if (import.meta.main) {
  const readme = inProject("README.md");
  const [begin, end] = ["<!-- compare -->", "<!-- /compare -->"];
  const text = await readFile(readme, "utf8");
  const [before, rest = ""] = text.split(begin);
  const [, after] = rest.split(end);
  if (after === undefined) throw new Error(`README.md has no place between ${begin} and ${end}.`);
  const table = await compare();
  await writeFile(readme, `${before}${begin}\n\n${table}\n\n${end}${after}`);
  console.log(table);
}
