/** What lists of a document have in common: ids that are there twice, limits that shut each other out, unknown tiers. */
import type { Program } from "../../document.ts";

export interface Contradiction {
  path: (string | number)[];
  input: unknown;
  message: string;
}

type Path = (string | number)[];

/** Parts of a list that have the id of an earlier one. `what` is one of them, in words. */
export function twice(what: string, path: Path, list: { id: string }[]): Contradiction[] {
  return list.flatMap(({ id }, index) => {
    const first = list.findIndex((each) => each.id === id);
    if (first === index) return [];
    const message = `Another ${what}, number ${first + 1} in the list, has the id "${id}" already.`;
    return [{ path: [...path, index, "id"], input: id, message }];
  });
}

const PERIODS = ["order", "day", "week", "month", "year", "ever"] as const;
type Period = (typeof PERIODS)[number];

/** Limits of one list: of the same period, or so low for a longer period that a shorter one's can never be had. */
export function limitsAtOdds(
  path: Path,
  field: "count" | "points",
  limits: { most: number; period: Period }[],
): Contradiction[] {
  const rank = (period: Period) => PERIODS.indexOf(period);
  return limits.flatMap(({ most, period }, index): Contradiction[] => {
    const first = limits.findIndex((each) => each.period === period);
    if (first !== index) {
      const message = `Another limit, number ${first + 1} in the list, is for the same period already.`;
      return [{ path: [...path, index, "period"], input: period, message }];
    }
    const shutOut = limits.findIndex((each) => rank(each.period) < rank(period) && each.most > most);
    const other = limits[shutOut];
    if (!other) return [];
    const never = `number ${shutOut + 1} in the list, ${other.most} ${aPeriod(other.period)}, can never be reached`;
    const message = `This is ${most} ${aPeriod(period)}, so ${never}.`;
    return [{ path: [...path, index, field], input: most, message }];
  });
}

/** Ids that are no tier of the program. */
export function unknownTiers({ tiers }: Program, named: { path: Path; id: string }[]): Contradiction[] {
  const known = tiers?.levels.map(({ id }) => `"${id}"`) ?? [];
  return named
    .filter(({ id }) => !known.includes(`"${id}"`))
    .map(({ path, id }) => {
      const there = known.length === 0 ? "The program has no tiers." : `The tiers are ${known.join(", ")}.`;
      return { path, input: id, message: `There is no tier "${id}". ${there}` };
    });
}

/** A time in which something is on that is over before it begins. */
export function windowShut(
  path: Path,
  { from, until }: { from: string | null; until: string | null },
): Contradiction[] {
  if (from === null || until === null || !(Date.parse(until) <= Date.parse(from))) return [];
  return [
    {
      path: [...path, "until"],
      input: until,
      message: `This is not after \`from\`, ${from}: it never opens.`,
    },
  ];
}

function aPeriod(period: Period): string {
  return period === "ever" ? "ever" : `${period === "order" ? "an" : "a"} ${period}`;
}
