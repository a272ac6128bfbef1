import { describe, expect, it } from "vitest";
import { commands } from "vitest/browser";
import budgets from "../../bench/budgets.json";

interface Weight {
  name: string;
  brotli: number;
}

interface Weights {
  loader: Weight;
  panel: Weight;
  elements: Weight;
  chunks: Weight[];
}

const read = async <T>(path: string): Promise<T> => JSON.parse(await commands.readFile(path)) as T;

/** What the chunks that come later may weigh by the beginnings of their names, where that is not 3 KB. */
const most: Record<string, number> = {
  words: 2_000,
  // The program's rules, for what a product and a cart earn.
  estimate: 4_096,
  // The session, and the elements about a member.
  member: 4_608,
};

const howTo =
  "The widget's weight has changed. If that is right, write the new figure in bench/budgets.json: a smaller one too, so that what was won is kept.";

describe("the built widget", () => {
  it("weighs exactly what bench/budgets.json says, and no more than was promised", async () => {
    const { loader, panel, elements, chunks } = await read<Weights>("dist/widget-weights.json");
    expect(
      {
        "loader.brotli": loader.brotli,
        "panel.brotli": panel.brotli,
        "elements.brotli": elements.brotli,
      },
      howTo,
    ).toEqual({
      "loader.brotli": budgets["loader.brotli"],
      "panel.brotli": budgets["panel.brotli"],
      "elements.brotli": budgets["elements.brotli"],
    });
    expect(loader.brotli).toBeLessThanOrEqual(2_048);
    expect(panel.brotli).toBeLessThanOrEqual(14_000);
    expect(elements.brotli).toBeLessThanOrEqual(6_144);
    // Each comes when somebody asks for it, and is paid for then; a language is two of them.
    for (const { name, brotli } of chunks)
      expect(brotli, name).toBeLessThanOrEqual(most[name.split("-")[0] ?? ""] ?? 3_072);
  });

  it("holds the Worker's place for the tag exactly once", async () => {
    const loader = await commands.readFile("dist/assets/widget/loader.js");
    expect(loader.split('"__REGULARS_TAG__"')).toHaveLength(2);
  });

  it("names its chunks by their content, and serves them for ever to any page", async () => {
    const { panel, elements } = await read<{ panel: string; elements: string }>(
      "dist/assets/widget/manifest.json",
    );
    const { chunks } = await read<Weights>("dist/widget-weights.json");
    for (const { name } of [{ name: panel }, { name: elements }, ...chunks])
      expect(name).toMatch(/-[0-9a-f]{8,10}(-[\w-]+)?\.js$/);
    // What they ask for is there.
    for (const entry of [panel, elements]) {
      const code = await commands.readFile(`dist/assets/widget/${entry}`);
      for (const [asked] of code.matchAll(/[\w-]+-[0-9a-f]{8,10}\.js/g))
        expect(chunks.map(({ name }) => name)).toContain(asked);
    }
    const headers = await commands.readFile("dist/assets/_headers");
    expect(headers).toContain("/widget/*\n");
    expect(headers).toContain("immutable");
    expect(headers).toContain("Access-Control-Allow-Origin: *");
  });
});
