import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { brotliCompressSync } from "node:zlib";
import type { Plugin } from "vite";
import { bundle } from "./build-widget.ts";
import { assetHeaders } from "./cloudflare/headers.ts";
import { inProject } from "./local/paths.ts";
import { pngIcon, svgIcon } from "./till/icon.ts";

const folder = inProject("dist", "assets", "till");

const manifest = {
  name: "Regulars till",
  short_name: "Till",
  id: "/till/",
  start_url: "/till/",
  scope: "/till/",
  display: "standalone",
  background_color: "#fbfaf8",
  theme_color: "#1f5c4a",
  icons: [
    { src: "/till/icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" },
    { src: "/till/icon-192.png", sizes: "192x192", type: "image/png", purpose: "any maskable" },
    { src: "/till/icon-512.png", sizes: "512x512", type: "image/png", purpose: "any maskable" },
  ],
};

const hashOf = (text: string | Uint8Array) => createHash("sha256").update(text).digest("hex").slice(0, 10);

/** Gives the service worker the list of what it keeps. */
function shellModule(shell: string[], version: string): Plugin {
  const name = "virtual:till-shell";
  return {
    name: "till-shell",
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load: (id) =>
      id === `\0${name}`
        ? `export const shell = ${JSON.stringify(shell)}; export const version = ${JSON.stringify(version)};`
        : null,
  };
}

/** Builds the till's page into `dist/assets/till/`, and gives back what its script weighs, bytes by brotli. */
export async function buildTill(): Promise<number> {
  const app = await bundle("till/app.ts", "es");
  const appName = `app-${hashOf(app)}.js`;
  const page = (await readFile(inProject("till", "page.html"), "utf8")).replace(
    "/till/APP",
    `/till/${appName}`,
  );
  const files = new Map<string, string | Uint8Array>([
    [appName, app],
    ["manifest.webmanifest", JSON.stringify(manifest)],
    ["icon.svg", svgIcon],
    ...[180, 192, 512].map((size) => [`icon-${size}.png`, pngIcon(size)] as const),
  ]);
  const shell = ["/till/", ...[...files.keys()].map((name) => `/till/${name}`)];
  const version = hashOf(page + [...files.values()].map((content) => hashOf(content)).join());
  files.set("index.html", page);
  files.set("service-worker.js", await bundle("till/service-worker.ts", "es", [shellModule(shell, version)]));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [name, content] of files) await writeFile(`${folder}/${name}`, content);
  await writeFile(inProject("dist", "assets", "_headers"), assetHeaders);
  return brotliCompressSync(app).length;
}

if (import.meta.main) console.log(`till: ${await buildTill()} B brotli`);
