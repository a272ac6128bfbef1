/**
 * Makes the API reference from the routes. The build writes what the Worker serves: the OpenAPI document, the reference
 * page and a page for each error. `npm run reference` (`--docs`) writes what is committed: docs/openapi.json, docs/errors/,
 * docs/words.md, and of the elements for a store's templates docs/elements.md and docs/custom-elements.json.
 */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { createApp } from "../worker/app.ts";
import { elementsReference } from "./reference/elements.ts";
import { openApiDocument } from "./reference/document.ts";
import {
  codes,
  errorIndexMarkdown,
  errorIndexPage,
  errorMarkdown,
  errorPage,
} from "./reference/error-pages.ts";
import { referencePage } from "./reference/page.ts";
import { wordsMarkdown } from "./reference/words.ts";
import { tokenTesterPage } from "./reference/token-tester.ts";
import { inProject } from "./local/paths.ts";

/** The reference's files by their path in the project: what is committed, and what the Worker serves. */
export interface Reference {
  committed: Map<string, string>;
  served: Map<string, string>;
}

/** The reference as the routes make it now. Writes nothing. */
export async function makeReference(): Promise<Reference> {
  const { version } = JSON.parse(await readFile(inProject("package.json"), "utf8")) as { version: string };
  const document = openApiDocument(createApp(), version);
  const text = `${JSON.stringify(document, null, 2)}\n`;
  return {
    committed: new Map([
      ["docs/openapi.json", text],
      ...(await elementsReference()),
      ["docs/errors/README.md", errorIndexMarkdown()],
      ...codes.map((code) => [`docs/errors/${code}.md`, errorMarkdown(code, document)] as const),
      ["docs/words.md", await wordsMarkdown()],
    ]),
    served: new Map([
      ["dist/assets/openapi.json", text],
      ["dist/assets/reference/index.html", referencePage(document)],
      ["dist/assets/reference/token-tester/index.html", tokenTesterPage()],
      ["dist/assets/errors/index.html", errorIndexPage()],
      // Not {code}/index.html, which would be reached by a redirect: a problem's type is /errors/{code}.
      ...codes.map((code) => [`dist/assets/errors/${code}.html`, errorPage(code, document)] as const),
    ]),
  };
}

/** Makes what the Worker serves of the reference, in dist/assets/. */
export async function buildReference(): Promise<void> {
  const { served } = await makeReference();
  await replace(["dist/assets/errors", "dist/assets/reference"], served);
}

/** Writes what is committed of the reference, in docs/. */
async function writeDocs(): Promise<void> {
  const { committed } = await makeReference();
  await replace(["docs/errors"], committed);
}

/** Writes the files; what else was in the folders, such as the page of a code that is no more, goes. */
async function replace(folders: string[], files: Map<string, string>): Promise<void> {
  for (const folder of folders) await rm(inProject(folder), { recursive: true, force: true });
  for (const [path, text] of files) {
    await mkdir(dirname(inProject(path)), { recursive: true });
    await writeFile(inProject(path), text);
  }
}

if (import.meta.main) {
  // Not both at once: a build that wrote docs/ as well would hide from the tests that what is committed is stale.
  await (process.argv.includes("--docs") ? writeDocs() : buildReference());
}
