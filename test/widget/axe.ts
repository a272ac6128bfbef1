import axe from "axe-core";
import { expect } from "vitest";

/** What axe finds wrong with what the widget shows now. */
export async function violations(): Promise<string[]> {
  const { violations: found, passes } = await axe.run("regulars-launcher", {
    resultTypes: ["violations", "passes"],
  });
  // An empty page has no violations either.
  expect(passes.length).toBeGreaterThan(8);
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")} ${failureSummary ?? ""}`),
  );
}
