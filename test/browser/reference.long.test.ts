import { readdir, readFile } from "node:fs/promises";
import axe from "axe-core";
import { chromium, type Browser, type Page } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeReference } from "../../scripts/build-reference.ts";
import { inProject } from "../../scripts/local/paths.ts";
import { chromiumLaunchOptions } from "./chromium.ts";

const reference = await makeReference();

describe("the reference in docs/", () => {
  test.each([...reference.committed])("%s is what the sources say", async (path, text) => {
    const committed = await readFile(inProject(path), "utf8").catch(() => "");
    expect(committed === text, `${path} is stale: run npm run reference, and commit what changed.`).toBe(
      true,
    );
  });

  test("describes every error, and no other", async () => {
    const there = (await readdir(inProject("docs/errors"))).map((name) => `docs/errors/${name}`);
    expect(there.sort()).toEqual(
      [...reference.committed.keys()].filter((path) => path.startsWith("docs/errors/")).sort(),
    );
  });
});

describe("the reference pages", () => {
  const origin = "http://reference.test";
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch(await chromiumLaunchOptions());
  });
  afterAll(() => browser.close());

  /** A page on which the built files are served as the Worker's assets are. */
  async function visit(path: string, width: number, colorScheme: "light" | "dark"): Promise<Page> {
    const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
    await page.route(`${origin}/**`, (route) => {
      const { pathname } = new URL(route.request().url());
      const files = [`${pathname}index.html`, `${pathname}.html`, pathname];
      const found = files
        .map((file) => reference.served.get(`dist/assets${file}`))
        .find((text) => text !== undefined);
      return route.fulfill(found === undefined ? { status: 404 } : { contentType: "text/html", body: found });
    });
    await page.goto(origin + path);
    return page;
  }

  const pages = ["/reference/", "/reference/token-tester/", "/errors/", "/errors/insufficient_points"];
  test.each(pages.flatMap((path) => [[path, 320, "light"] as const, [path, 1440, "dark"] as const]))(
    "%s fits into %i px, and axe finds nothing in the %s",
    async (path, width, scheme) => {
      const page = await visit(path, width, scheme);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      await page.addScriptTag({ content: axe.source });
      const { violations } = await page.evaluate(() =>
        (window as unknown as { axe: typeof axe }).axe.run({ resultTypes: ["violations"] }),
      );
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual(
        [],
      );
      await page.close();
    },
  );

  test("every link leads to something that is there", () => {
    /** Where the Worker serves a file: /reference/, /errors/, /errors/{code}. */
    const placeOf = (file: string) => file.replace("dist/assets", "").replace(/(index)?\.html$/, "");
    const places = new Set([...reference.served.keys()].map(placeOf));
    for (const [file, text] of reference.served)
      for (const [, id = ""] of text.matchAll(/ id="([^"]+)"/g)) places.add(`${placeOf(file)}#${id}`);
    for (const [file, text] of reference.served)
      for (const [, href = ""] of text.matchAll(/<a [^>]*href="([^"]+)"/g)) {
        const { pathname, hash } = new URL(href, origin + placeOf(file));
        expect(places, `${file} links to ${href}`).toContain(pathname + hash);
      }
  });
});
