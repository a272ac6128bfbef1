/**
 * Makes the client's types from docs/openapi.json, which `npm run reference` has made from the routes; with `--built`
 * the JavaScript that is imported as `regulars/client`.
 */
import { spawnSync } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { format, resolveConfig } from "prettier";
import { typesFile } from "./client/types-file.ts";
import { inProject } from "./local/paths.ts";
import type { Document } from "./reference/openapi.ts";

/** The file that is made, by its path in the project. */
export const CLIENT_TYPES = "client/api.ts";

/** The client's types as docs/openapi.json makes them now. Writes nothing. */
export async function makeClientTypes(): Promise<string> {
  const document = JSON.parse(await readFile(inProject("docs/openapi.json"), "utf8")) as Document;
  const options = await resolveConfig(inProject(CLIENT_TYPES));
  return format(typesFile(document), { ...options, parser: "typescript" });
}

/** Compiles the client to dist/client/, with its declarations; throws an Error with what the compiler says against it. */
export async function buildClient(): Promise<void> {
  const folder = inProject("dist/client");
  await rm(folder, { recursive: true, force: true });
  const options = [
    "--noEmit",
    "false",
    "--incremental",
    "false",
    "--declaration",
    "--rootDir",
    "client",
    "--outDir",
    folder,
  ];
  const { status, stdout } = spawnSync(
    "tsc",
    ["--project", "tsconfig.client.json", "--rewriteRelativeImportExtensions", ...options],
    { cwd: inProject(), encoding: "utf8" },
  );
  if (status !== 0) throw new Error(stdout);
}

if (import.meta.main) {
  if (process.argv.includes("--built")) await buildClient();
  else await writeFile(inProject(CLIENT_TYPES), await makeClientTypes());
}
