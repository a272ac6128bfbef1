/** Tiers, at random. */
import fc from "fast-check";
import type { Program } from "../../../../worker/program/document.ts";
import { maybe, multiplier, points } from "./chance.ts";

type Tiers = NonNullable<Program["tiers"]>;

const THRESHOLDS = { spend: [100, 20_000, 60_000], points: [10, 200, 600], orders: [1, 2, 5] } as const;

/** `tiers` of a document that has some. */
export const tiers: fc.Arbitrary<Tiers> = fc
  .record({
    by: fc.constantFrom<Tiers["by"]>("spend", "points", "orders"),
    over: fc.constantFrom<Tiers["over"]>("lifetime", "calendar_year", "rolling_12_months"),
    upgrade: fc.constantFrom<Tiers["upgrade"]>("at_once", "at_once", "next_period"),
    graceDays: fc.constantFrom<number>(0, 0, 14, 45),
    fall: fc.constantFrom<Tiers["fall"]>("recomputed", "one_step"),
    fromNothing: fc.boolean(),
    renamed: fc.boolean(),
    multipliers: fc.tuple(multiplier, multiplier),
    bonuses: fc.tuple(maybe(points(10, 200), 2), maybe(points(10, 200), 2)),
  })
  .map(({ fromNothing, renamed, multipliers, bonuses, ...rules }) => {
    const [low, middle, high] = THRESHOLDS[rules.by];
    const level = { benefits: ["A smile"], bonus: null, multiplier: 1 };
    const [less, more] = [Math.min(...multipliers), Math.max(...multipliers)];
    return {
      ...rules,
      // A lifetime has no end, no next period, and no way down.
      upgrade: rules.over === "lifetime" ? "at_once" : rules.upgrade,
      graceDays: rules.over === "lifetime" ? 0 : rules.graceDays,
      fall: rules.over === "lifetime" ? "recomputed" : rules.fall,
      levels: [
        { ...level, id: "bronze", name: "Bronze", threshold: fromNothing ? 0 : low },
        {
          ...level,
          id: renamed ? "platinum" : "silver",
          name: "Silver",
          threshold: middle,
          multiplier: less,
          bonus: bonuses[0],
        },
        { ...level, id: "gold", name: "Gold", threshold: high, multiplier: more, bonus: bonuses[1] },
      ],
    };
  });
