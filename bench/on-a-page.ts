/**
 * What the widget does to a page that it is on, as the Worker serves it: what moves, what holds up the page's own work, and
 * what is left behind after forty opens.
 */
import type { CDPSession, Page } from "playwright";
import { violations } from "../test/browser/violations.ts";
import { openPanel, type ZooShop } from "../test/browser/zoo/shop.ts";

export interface OnAPage {
  /** Cumulative layout shift, of loading and opening. */
  layoutShift: number;
  /** Tasks of more than 50 ms from the page's start until the launcher is drawn, on this machine. */
  longTasks: number;
  /** DOM nodes and listeners that are there after forty opens and were not after four. */
  leakedNodes: number;
  leakedListeners: number;
  /** What axe finds in the panel's four places. */
  violations: number;
}

const OPENS = 40;
/** Until then what comes once has come: the panel, its chunks and Intl's formats. */
const WARM = 4;

interface Counts {
  nodes: number;
  listeners: number;
}

/** Measures a page of the shop. */
export async function measureOnAPage(shop: ZooShop): Promise<OnAPage> {
  const page = await shop.house.visitor();
  await page.addInitScript(watch);
  const address = shop.put("/measured", {
    html: `<!doctype html><html lang="en"><head><title>Shop</title></head><body><main><h1>Shop</h1><p>Plain things.</p></main>%tag%</body></html>`,
  });
  await page.goto(address);
  await page.locator("regulars-launcher").waitFor();
  const longTasks = await page.evaluate(() => (window as unknown as Watching).watched.longTasks);
  const session = await page.context().newCDPSession(page);
  let after: Counts = { nodes: 0, listeners: 0 };
  let before = after;
  for (let opens = 1; opens <= OPENS; opens++) {
    await openAndClose(page);
    if (opens === WARM) before = await countOf(session);
    if (opens === OPENS) after = await countOf(session);
  }
  const violations = await countViolations(page);
  const layoutShift = await page.evaluate(() => (window as unknown as Watching).watched.layoutShift);
  await page.context().close();
  return {
    layoutShift,
    longTasks,
    leakedNodes: Math.max(0, after.nodes - before.nodes),
    leakedListeners: Math.max(0, after.listeners - before.listeners),
    violations,
  };
}

async function openAndClose(page: Page): Promise<void> {
  const panel = await openPanel(page);
  await panel.getByRole("button", { name: "Rewards", exact: true }).click();
  await panel
    .getByRole("button", { name: /^Redeem / })
    .first()
    .waitFor();
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "hidden" });
}

async function countViolations(page: Page): Promise<number> {
  const panel = await openPanel(page);
  let count = 0;
  for (const place of ["Home", "Rewards", "Refer", "Activity"]) {
    await panel.getByRole("button", { name: place, exact: true }).click();
    await panel.getByRole("button", { name: place, exact: true, disabled: false }).waitFor();
    count += (await violations(page)).length;
  }
  return count;
}

async function countOf(session: CDPSession): Promise<Counts> {
  // Twice: what the first finds dead may have held more.
  for (let times = 0; times < 2; times++) await session.send("HeapProfiler.collectGarbage");
  const { nodes, jsEventListeners } = await session.send("Memory.getDOMCounters");
  return { nodes, listeners: jsEventListeners };
}

interface Watching {
  watched: { layoutShift: number; longTasks: number };
}

/** Runs in the page before anything else. */
function watch(): void {
  const watched = { layoutShift: 0, longTasks: 0 };
  Object.assign(window, { watched });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      // What moves because somebody pressed something has been asked for: CLS doesn't count it.
      const { value, hadRecentInput } = entry as unknown as { value: number; hadRecentInput: boolean };
      if (!hadRecentInput) watched.layoutShift += value;
    }
  }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    watched.longTasks += list.getEntries().length;
  }).observe({ type: "longtask", buffered: true });
}
