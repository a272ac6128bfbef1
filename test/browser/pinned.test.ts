import { createServer, type Server } from "node:http";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { DemoHouse, troubleOf } from "./demo-house.ts";

let house: DemoHouse;
let shop: Server;
let shopUrl: string;
let pinned: { file: string; integrity: string };
/** What the page of the shop holds. */
let tag = "";

beforeAll(async () => {
  house = await DemoHouse.open();
  shop = createServer((_request, response) => {
    response
      .writeHead(200, {
        "Content-Type": "text/html;charset=utf-8",
        "Content-Security-Policy": `script-src ${house.url}; connect-src ${house.url}; style-src 'none'; require-trusted-types-for 'script'; trusted-types lit-html`,
      })
      .end(
        `<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,"><h1>Shop</h1>${tag}`,
      );
  });
  await new Promise<void>((resolve) => shop.listen(0, "localhost", resolve));
  const address = shop.address();
  shopUrl = `http://localhost:${address !== null && typeof address === "object" ? address.port : 0}`;
  const list = await (await fetch(`${house.url}/widget/versions.json`)).json();
  const [newest] = z.array(z.object({ file: z.string(), integrity: z.string() })).parse(list);
  if (!newest) throw new Error("No version is listed.");
  pinned = newest;
});
afterAll(async () => {
  shop.close();
  await house.close();
});

/** Lets pages of these origins call for the demo store. */
async function allow(...origins: string[]): Promise<void> {
  await house.served.databases.regulars
    .prepare(
      "UPDATE stores SET origins = ?, configuration_version = configuration_version + 1 WHERE handle = 'juniper'",
    )
    .bind(JSON.stringify(origins))
    .run();
}

async function visit(integrity: string): Promise<{ page: Page; trouble: string[] }> {
  tag = `<script async src="${house.url}${pinned.file}" integrity="${integrity}" crossorigin="anonymous" data-key="${house.store.publishableKey}"></script>`;
  const page = await house.visitor();
  const trouble = troubleOf(page);
  await page.goto(shopUrl);
  return { page, trouble };
}

describe("the pinned file, on a page of another origin", () => {
  test("runs by its hash, under a strict policy, and opens the panel without a chunk", async () => {
    await allow(shopUrl);
    const { page, trouble } = await visit(pinned.integrity);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.getByRole("button", { name: "Rewards", exact: true }).click();
    const panel = page.getByRole("dialog");
    await expect.poll(() => panel.innerText()).toContain("Juniper & Co");
    await expect.poll(() => panel.innerText()).toContain("£10 off");
    expect(asked.filter((path) => !path.startsWith("/storefront/"))).toEqual([]);
    expect(trouble).toEqual([]);
  });

  test("does not run where the hash is another's", async () => {
    await allow(shopUrl);
    const { page, trouble } = await visit(`sha384-${"A".repeat(64)}`);
    await expect.poll(() => trouble.join()).toContain("integrity");
    expect(await page.locator("regulars-launcher").count()).toBe(0);
    expect(await page.evaluate(() => "regulars" in window)).toBe(false);
  });

  test("says on the console where a page is not the store's", async () => {
    await allow("https://elsewhere.example");
    const { page, trouble } = await visit(pinned.integrity);
    await expect.poll(() => trouble.join()).toContain("Regulars did not start");
    expect(await page.locator("regulars-launcher").count()).toBe(0);
  });

  test("is served for ever, and the list of versions for five minutes", async () => {
    const file = await fetch(house.url + pinned.file);
    expect(file.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
    expect(file.headers.get("Access-Control-Allow-Origin")).toBe("*");
    const list = await fetch(`${house.url}/widget/versions.json`);
    expect(list.headers.get("Cache-Control")).toBe("public, max-age=300");
  });
});
