/** Where what is said of tiers contradicts itself. */
import type { Program } from "../../document.ts";
import type { Tiers } from "../tiers.ts";
import { twice, type Contradiction } from "./lists.ts";

/** Contradictions in `tiers`. */
export function tierContradictions({ tiers }: Program): Contradiction[] {
  if (!tiers) return [];
  return [
    ...twice("tier", ["tiers", "levels"], tiers.levels),
    ...sameNames(tiers),
    ...outOfOrder(tiers),
    ...withoutPeriods(tiers),
  ];
}

function sameNames({ levels }: Tiers): Contradiction[] {
  return levels.flatMap(({ name }, index) => {
    const first = levels.findIndex((each) => each.name === name);
    if (first === index) return [];
    const message = `Another tier, number ${first + 1} in the list, is called “${name}” already: nobody could tell them apart.`;
    return [{ path: ["tiers", "levels", index, "name"], input: name, message }];
  });
}

function outOfOrder({ levels }: Tiers): Contradiction[] {
  return levels.flatMap(({ name, threshold }, index) => {
    const below = levels[index - 1];
    if (!below || threshold > below.threshold) return [];
    const path = ["tiers", "levels", index, "threshold"];
    const message =
      threshold === below.threshold
        ? `“${name}” begins where “${below.name}” does, at ${threshold}, so nobody would ever be “${below.name}”.`
        : `“${name}” begins at ${threshold}, below “${below.name}” (${below.threshold}). List the lowest tier first.`;
    return [{ path, input: threshold, message }];
  });
}

/** What is about periods, where there is but one that never ends. */
function withoutPeriods({ over, upgrade, graceDays, fall }: Tiers): Contradiction[] {
  if (over !== "lifetime") return [];
  const found = (field: string, input: unknown, message: string) => [
    { path: ["tiers", field], input, message: `Over a lifetime ${message}` },
  ];
  return [
    ...(upgrade === "next_period"
      ? found("upgrade", upgrade, "there is no next period: use `at_once`.")
      : []),
    ...(graceDays > 0
      ? found("graceDays", graceDays, "no period ends, so there is no grace after one.")
      : []),
    ...(fall === "one_step"
      ? found("fall", fall, "no period ends, so nobody falls after one: use `recomputed`.")
      : []),
  ];
}
