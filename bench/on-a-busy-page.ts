/** What the tag's watch for a store's elements costs a page that never stops changing. */
import type { Page } from "playwright";
import type { ZooShop } from "../test/browser/zoo/shop.ts";
import { median } from "./throughput.ts";

const SECONDS = 5;
const ROUNDS = 3;

/** Some 4,500 elements, of which it replaces sixty with each frame that the browser draws. */
const busy = (
  tag: string,
) => `<!doctype html><html lang="en"><head><title>Shop</title></head><body><main></main><script>
const main = document.querySelector("main");
const item = (name) => {
  const each = document.createElement("div");
  each.innerHTML = "<p>Item <b>" + name + "</b></p>";
  return each;
};
for (let made = 0; made < 1500; made++) main.append(item(made));
let drawn = 0;
requestAnimationFrame(function draw() {
  for (let times = 0; times < 20; times++) main.children[(drawn++ * 37) % 1500].replaceWith(item(drawn));
  requestAnimationFrame(draw);
});
</script>${tag}</body></html>`;

/** Milliseconds of script that the tag takes of each second of such a page, the median of three pages with and without. */
export async function measureBusyPage(shop: ZooShop): Promise<number> {
  const more: number[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const without = await scriptOf(await open(shop, `/busy-${round}`, ""));
    more.push((await scriptOf(await open(shop, `/busy-tag-${round}`, "%tag%"))) - without);
  }
  return Math.max(0, median(more));
}

async function open(shop: ZooShop, path: string, tag: string): Promise<Page> {
  const page = await shop.house.visitor();
  await page.goto(shop.put(path, { html: busy(tag) }));
  // What a page does once, at its start, is over.
  await page.waitForTimeout(1500);
  return page;
}

/** Milliseconds of script in a second of the page, which is closed after. */
async function scriptOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const seconds = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "ScriptDuration")?.value ?? 0;
  };
  const before = await seconds();
  await page.waitForTimeout(SECONDS * 1000);
  const taken = (await seconds()) - before;
  await page.context().close();
  return (taken * 1000) / SECONDS;
}
