/** Programs drawn at random from all that a document can say, so that every rule meets every other. */
import fc from "fast-check";
import { programDocument, type Program } from "../../../../worker/program/document.ts";
import { zones } from "../model/calendar.ts";
import { AUTUMN, LEAP_YEAR, maybe, mostly, points, type Drawn } from "./chance.ts";
import { earning } from "./earning.ts";
import { expiry } from "./expiry.ts";
import { LEAST, rewards } from "./rewards.ts";
import { tiers } from "./tiers.ts";

const debt = fc.constantFrom<Program["debt"]>(
  { policy: "allow_negative", floor: null },
  { policy: "allow_negative", floor: null },
  { policy: "allow_negative", floor: 50 },
  { policy: "within_balance", floor: null },
  { policy: "only_pending", floor: null },
);

const REFERRAL: NonNullable<Program["referral"]> = {
  friend: { type: "amount_off", amount: 1000, minimumOrder: 4000, validDays: 30 },
  advocate: { type: "points", points: 150 },
  minimumOrder: 4000,
  newCustomersOnly: true,
  attributionDays: 30,
  holdDays: 20,
};

/** A program document with everything filled in. */
export const program: fc.Arbitrary<Program> = fc
  .record({
    earning,
    expiry: mostly(expiry),
    tiers: mostly(tiers),
    rewards,
    minimumRedemption: maybe(fc.constant(LEAST), 4),
    debt,
    transfers: mostly(fc.record({ dailyCap: points(50, 300), minimum: points(1, 20) })),
  })
  .map((document) => ({
    name: "Sequence",
    ...document,
    ...onlyWithItsTiers(document),
    pointValue: null,
    referral: REFERRAL,
    security: { codeAbove: null },
  }))
  // A campaign for a product that earns nothing, say, contradicts the document.
  .filter((document) => programDocument.safeParse(document).success);

/** What asks for a tier needs the program to have it. */
function onlyWithItsTiers(document: Pick<Program, "earning" | "rewards" | "tiers">) {
  const ids = document.tiers?.levels.map((level) => level.id) ?? [];
  const known = (names: string[]) => names.filter((name) => ids.includes(name));
  const stays = (each: { tiers: string[] }) => each.tiers.length === 0 || known(each.tiers).length > 0;
  return {
    earning: {
      ...document.earning,
      campaigns: document.earning.campaigns
        .filter(stays)
        .map((each) => ({ ...each, tiers: known(each.tiers) })),
    },
    rewards: document.rewards.filter(stays).map((each) => ({
      ...each,
      tiers: known(each.tiers),
      prices: Object.fromEntries(Object.entries(each.prices).filter(([tier]) => ids.includes(tier))),
    })),
  };
}

/** The store that a sequence is played in. */
export const beginning = fc.record({
  program,
  timeZone: fc.constantFrom("Europe/London", ...zones),
  currency: fc.constantFrom<string>("GBP", "GBP", "JPY", "KWD"),
  /** Milliseconds. */
  begins: fc.constantFrom<number>(AUTUMN, AUTUMN, AUTUMN, LEAP_YEAR),
  /** Whether its clock can be set forward. */
  sandbox: fc.boolean(),
});
export type Beginning = Drawn<typeof beginning>;
