/** A program in few words, and the document that it means. */
import type { ProgramDocument } from "./api.ts";
import { RegularsError } from "./error.ts";

export interface SimpleTier {
  name: string;
  /** Points earned from which on a member has it. */
  threshold: number;
  /** Multiplies what orders earn. */
  multiplier?: number;
  /** In words. */
  benefits?: string[];
}

/** Points for money spent, and tiers by the points that a member has ever earned. */
export interface SimpleProgram {
  name: string;
  type: "points";
  /** Points for each whole unit of the store's currency, with at most three decimals. */
  pointsPerDollar: number;
  /** Decimals of the store's currency (ISO 4217), where they are not 2: 0 of yen, 3 of Kuwaiti dinars. */
  currencyDecimals?: number;
  /** The fewest points that a redemption may take. */
  minimumRedemption?: number;
  /** Days after which points expire. */
  pointExpiration?: number;
  tiers?: SimpleTier[];
}

/** Whether it is a program in few words and not a document. */
export function isSimple(program: SimpleProgram | ProgramDocument): program is SimpleProgram {
  return "pointsPerDollar" in program;
}

/**
 * The document that a simple program means. Nothing is added to it: there are no rewards, no hold and no referrals
 * before a document says so. Throws a RegularsError with the code `invalid_request` for what can't be put in one.
 */
export function programDocument(simple: SimpleProgram): ProgramDocument {
  const { name, type, pointsPerDollar, minimumRedemption, pointExpiration, tiers = [] } = simple;
  // Callers without types may send another.
  if ((type as string) !== "points")
    throw refused("/type", "Only programs of the type “points” can be made.");
  return {
    name,
    earning: { order: rateOf(pointsPerDollar, smallestIn(simple.currencyDecimals ?? 2)) },
    ...(pointExpiration === undefined ? {} : { expiry: { type: "age", afterDays: pointExpiration } }),
    ...(minimumRedemption === undefined ? {} : { minimumRedemption }),
    ...(tiers.length === 0 ? {} : { tiers: { by: "points", over: "lifetime", levels: levelsOf(tiers) } }),
  };
}

/** Points for minor units, as the smallest whole numbers: 1.5 a dollar is 3 for every 200 cents. */
function rateOf(pointsPerUnit: number, minorUnits: number): { points: number; per: number } {
  const thousandths = Math.round(pointsPerUnit * 1000);
  if (!(pointsPerUnit > 0) || Math.abs(thousandths - pointsPerUnit * 1000) > 1e-6)
    throw refused("/pointsPerDollar", "Give a number above 0 with at most three decimals.");
  if (thousandths % 1000 === 0) return { points: thousandths / 1000, per: minorUnits };
  const divisor = greatestDivisor(thousandths, minorUnits * 1000);
  return { points: thousandths / divisor, per: (minorUnits * 1000) / divisor };
}

/** How many of the smallest unit make a whole one. */
function smallestIn(decimals: number): number {
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 4)
    throw refused("/currencyDecimals", "Give a whole number from 0 to 4.");
  return 10 ** decimals;
}

function greatestDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestDivisor(other, one % other);
}

type Level = NonNullable<ProgramDocument["tiers"]>["levels"][number];

function levelsOf(tiers: SimpleTier[]): Level[] {
  const taken = new Set<string>();
  return tiers.map(({ name, threshold, multiplier, benefits }, index) => {
    const slug = slugOf(name) || `tier-${index + 1}`;
    let id = slug;
    for (let count = 2; taken.has(id); count++) id = `${slug.slice(0, 59)}-${count}`;
    taken.add(id);
    return {
      id,
      name,
      threshold,
      ...(multiplier === undefined ? {} : { multiplier }),
      ...(benefits === undefined ? {} : { benefits }),
    };
  });
}

/** The name in lower-case letters, digits and hyphens: “Gold & more” is gold-more. */
function slugOf(name: string): string {
  return name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 63)
    .replaceAll(/^-+|-+$/g, "");
}

function refused(pointer: string, detail: string): RegularsError {
  return new RegularsError({
    status: 0,
    code: "invalid_request",
    detail: `${pointer}: ${detail}`,
    errors: [{ pointer, detail }],
  });
}
