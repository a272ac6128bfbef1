import { expect, test } from "vitest";
import { programDocument, RegularsError, type SimpleProgram } from "../../../client/index.ts";
import { programDocument as schema } from "../../../worker/program/document.ts";

const simple = (change: Partial<SimpleProgram> = {}): SimpleProgram => ({
  name: "Circle",
  type: "points",
  pointsPerDollar: 1,
  ...change,
});

/** The order rate that it comes to. */
const rate = (change: Partial<SimpleProgram>) => programDocument(simple(change)).earning.order;

test("points a unit become the smallest whole rate of minor units", () => {
  expect(rate({ pointsPerDollar: 1 })).toEqual({ points: 1, per: 100 });
  expect(rate({ pointsPerDollar: 10 })).toEqual({ points: 10, per: 100 });
  expect(rate({ pointsPerDollar: 1.5 })).toEqual({ points: 3, per: 200 });
  expect(rate({ pointsPerDollar: 0.1 })).toEqual({ points: 1, per: 1000 });
  expect(rate({ pointsPerDollar: 0.333 })).toEqual({ points: 333, per: 100_000 });
});

test("a currency with other minor units counts by its own", () => {
  expect(rate({ currencyDecimals: 0 })).toEqual({ points: 1, per: 1 });
  expect(rate({ currencyDecimals: 3 })).toEqual({ points: 1, per: 1000 });
  expect(rate({ currencyDecimals: 2 })).toEqual({ points: 1, per: 100 });
});

test("tiers get ids of their names, each its own", () => {
  const names = ["Gold", "Gold & more!", "Gold", "Größte", "金", "-"];
  const document = programDocument(
    simple({ tiers: names.map((name, index) => ({ name, threshold: index * 10 })) }),
  );
  const ids = document.tiers?.levels.map(({ id }) => id);
  expect(ids).toEqual(["gold", "gold-more", "gold-2", "gro-te", "tier-5", "tier-6"]);
});

test("what is left out is not in the document", () => {
  expect(programDocument(simple())).toEqual({ name: "Circle", earning: { order: { points: 1, per: 100 } } });
  expect(programDocument(simple({ tiers: [] }))).not.toHaveProperty("tiers");
});

test("every simple program is a document that the Worker takes", () => {
  const tiers = [
    { name: "One", threshold: 0 },
    { name: "Two", threshold: 10, multiplier: 2, benefits: ["Tea"] },
  ];
  for (const change of [
    {},
    { tiers },
    { pointExpiration: 30, minimumRedemption: 5 },
    { pointsPerDollar: 2.125 },
  ])
    expect(schema.safeParse(programDocument(simple(change))).error?.issues).toBeUndefined();
});

test("what can't be said in a document is refused before anything is sent", () => {
  const wrong: [Partial<SimpleProgram>, string][] = [
    [{ pointsPerDollar: 0 }, "/pointsPerDollar"],
    [{ pointsPerDollar: -1 }, "/pointsPerDollar"],
    [{ pointsPerDollar: Number.NaN }, "/pointsPerDollar"],
    [{ pointsPerDollar: 1 / 3 }, "/pointsPerDollar"],
    [{ type: "cashback" as "points" }, "/type"],
    [{ currencyDecimals: 1.5 }, "/currencyDecimals"],
    [{ currencyDecimals: -1 }, "/currencyDecimals"],
  ];
  for (const [change, pointer] of wrong) {
    const refused = () => programDocument(simple(change));
    expect(refused).toThrow(RegularsError);
    expect(refused).toThrow(new RegExp(`^invalid_request: ${pointer}: .+\\.$`));
  }
});
