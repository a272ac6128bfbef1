import { glob, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { inProject } from "../../scripts/local/paths.ts";

const documents = await readAll(["README.md", "docs/**/*.md"]);

async function readAll(patterns: string[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for await (const path of glob(patterns, { cwd: inProject() }))
    texts.set(path, await readFile(inProject(path), "utf8"));
  return texts;
}

const exists = (path: string) =>
  stat(inProject(path)).then(
    () => true,
    () => false,
  );

/** The anchor of a heading, as GitHub makes it. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9 _-]/g, "")
    .replaceAll(" ", "-");

test("every link leads to what is there", async () => {
  for (const [path, text] of documents)
    for (const [, link = ""] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^https?:/.test(link)) continue;
      const [file = "", anchor] = link.split("#", 2);
      const target = file === "" ? path : join(dirname(path), file);
      expect.soft(await exists(target), `${path} links to ${link}`).toBe(true);
      if (anchor === undefined) continue;
      const headings = (documents.get(target) ?? "").matchAll(/^#+ (.+)$/gm);
      const anchors = [...headings].map(([, heading = ""]) => anchorOf(heading));
      expect.soft(anchors, `${path} links to ${link}`).toContain(anchor);
    }
});

test("every file that is named is there", async () => {
  for (const [path, text] of documents) {
    // What is planned is named too, in paragraphs that begin so.
    const built = text.replaceAll(/^Planned.*(\n.+)*/gm, "");
    for (const [, named = ""] of built.matchAll(
      /`((?:worker|widget|migrations|scripts|test|demo)\/[\w./-]+)`/g,
    ))
      expect.soft(await exists(named), `${path} names ${named}`).toBe(true);
  }
});

test("docs/invariants.md names tests for each promise, and all of them are there", async () => {
  const written = new Set<string>();
  for (const text of (await readAll(["test/**/*.ts"])).values())
    for (const [, name = ""] of text.matchAll(/"(promises? \d[^":]*: [^"]+)"/g)) written.add(name);
  const sections = (documents.get("docs/invariants.md") ?? "").replaceAll(/\s+/g, " ").split(" ## ");
  const promises = sections.filter((section) => /^\d/.test(section));
  expect(promises).toHaveLength(12);
  for (const promise of promises) {
    const named = [...promise.matchAll(/_(promises? \d[^_:]*: [^_]+)_/g)].map(([, name = ""]) => name);
    expect.soft(named, promise.slice(0, 40)).not.toEqual([]);
    for (const name of named) expect.soft(written, "docs/invariants.md").toContain(name);
  }
});
