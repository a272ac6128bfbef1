import { describe, expect, it } from "vitest";
import { commands } from "vitest/browser";
import budgets from "../../bench/budgets.json";

interface Weight {
  raw: number;
  brotli: number;
}

const read = async <T>(path: string): Promise<T> => JSON.parse(await commands.readFile(path)) as T;

async function hashOf(code: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(code));
  const hash = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hash.slice(0, 10);
}

const howTo =
  "The widget's weight has changed. If that is right, write the new figure in bench/budgets.json: a smaller one too, so that what was won is kept.";

describe("the built widget", () => {
  it("weighs exactly what bench/budgets.json says, and no more than was promised", async () => {
    const { loader, panel, card } =
      await read<Record<"loader" | "panel" | "card", Weight>>("dist/widget-weights.json");
    expect({ "loader.brotli": loader.brotli, "panel.brotli": panel.brotli }, howTo).toEqual({
      "loader.brotli": budgets["loader.brotli"],
      "panel.brotli": budgets["panel.brotli"],
    });
    expect(loader.brotli).toBeLessThanOrEqual(2_048);
    expect(panel.brotli).toBeLessThanOrEqual(14_000);
    // Comes when somebody asks for it, and is paid for then.
    expect(card.brotli).toBeLessThanOrEqual(3_072);
  });

  it("holds the Worker's place for the tag exactly once", async () => {
    const loader = await commands.readFile("dist/assets/widget/loader.js");
    expect(loader.split('"__REGULARS_TAG__"')).toHaveLength(2);
  });

  it("names its chunks by their content, and serves them for ever to any page", async () => {
    const { panel } = await read<{ panel: string }>("dist/assets/widget/manifest.json");
    const code = await commands.readFile(`dist/assets/widget/${panel}`);
    expect(panel).toBe(`panel-${await hashOf(code)}.js`);
    const card = /card-\w+\.js/.exec(code)?.[0] ?? "";
    expect(card).toBe(`card-${await hashOf(await commands.readFile(`dist/assets/widget/${card}`))}.js`);
    const headers = await commands.readFile("dist/assets/_headers");
    expect(headers).toContain("/widget/*\n");
    expect(headers).toContain("immutable");
    expect(headers).toContain("Access-Control-Allow-Origin: *");
  });
});
