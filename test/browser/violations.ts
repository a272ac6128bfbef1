import axe from "axe-core";
import type { Page } from "playwright";

/** What axe finds on a page, through its shadow roots: the rule and where, each once. */
export async function violations(page: Page): Promise<string[]> {
  // Not as a script element, which a page's policy may refuse.
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe: inPage } = window as unknown as { axe: typeof axe };
    const { violations: found } = await inPage.run({ resultTypes: ["violations"] });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`);
  });
}
