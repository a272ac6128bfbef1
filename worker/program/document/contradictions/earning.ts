/** Where what is said of earning contradicts itself. */
import type { Program } from "../../document.ts";
import { limitsAtOdds, twice, type Contradiction } from "./lists.ts";
import { excludedNames, isCovered } from "./products.ts";

/** Contradictions in `earning`, but for its campaigns. */
export function earningContradictions(program: Program): Contradiction[] {
  const { caps } = program.earning;
  const limits = caps.map(({ points, period }) => ({ most: points, period }));
  return [
    ...rates(program),
    ...actions(program),
    ...limitsAtOdds(["earning", "caps"], "points", limits),
    ...stacking(program),
  ];
}

function rates({ earning: { order } }: Program): Contradiction[] {
  if (!order) return [];
  return order.rates.flatMap(({ products }, index, all) => {
    const path = ["earning", "order", "rates", index, "products"];
    const earlier = all.slice(0, index).map((rate) => rate.products);
    if (index > 0 && isCovered(products, earlier))
      return [
        {
          path,
          input: products,
          message: "Earlier rates are for all of these already: this one never counts.",
        },
      ];
    return excludedNames(path, products, order.exclude);
  });
}

function actions({ earning }: Program): Contradiction[] {
  const path = ["earning", "actions"];
  const found = earning.actions.flatMap(({ by, limits }, index) => {
    const at = [...path, index, "limits"];
    if (by === "shopper" && limits.length === 0) {
      const message = "Whatever the shopper's own page may say needs a limit, or it earns without end.";
      return [{ path: at, input: limits, message }];
    }
    return limitsAtOdds(
      at,
      "count",
      limits.map(({ count, period }) => ({ most: count, period })),
    );
  });
  return [...twice("action", path, earning.actions), ...found];
}

/** A highest multiplier below one that the program gives. */
function stacking({ earning, tiers }: Program): Contradiction[] {
  const { atMost } = earning.stacking;
  if (atMost === null) return [];
  const multipliers = [
    ...(tiers?.levels ?? []).map(({ name, multiplier }) => ({ by: `the tier “${name}”`, multiplier })),
    ...earning.campaigns.flatMap((campaign) =>
      campaign.type === "multiply"
        ? [{ by: `the campaign “${campaign.name}”`, multiplier: campaign.multiplier }]
        : [],
    ),
  ].sort((a, b) => b.multiplier - a.multiplier);
  const [largest] = multipliers;
  if (!largest || largest.multiplier <= atMost) return [];
  const message = `${largest.by} multiplies by ${largest.multiplier}, which is more than this allows.`;
  return [
    {
      path: ["earning", "stacking", "atMost"],
      input: atMost,
      message: message.charAt(0).toUpperCase() + message.slice(1),
    },
  ];
}
