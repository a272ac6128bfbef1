/** What a page says an order will earn is what the order then earns. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { programDocument } from "../../../worker/program/document.ts";
import { estimate, type EstimateLine } from "../../../worker/program/estimate.ts";
import { panelSchema, storefrontSchema } from "../../../worker/storefront/answers.ts";
import { anyLine, anyProgram } from "../program/earning-drawn.ts";
import { TIERS } from "../program/earning-orders.ts";
import { DAY, order, PROGRAM, StoreUnderTest, type ProgramInput } from "../store-under-test.ts";

/** Before every campaign that is drawn. */
const BEGUN = Date.UTC(2026, 9, 1, 12);

/** A first program in which nothing earns: what is bought under it makes a tier, and takes nothing of later caps. */
const BEFORE = { name: "Circle", earning: { order: null }, tiers: TIERS } satisfies ProgramInput;

const NOTHING = { productIds: [], skus: [], collections: [], tags: [] };
const PERIODS = ["order", "day", "week", "month", "year"] as const;

/** Caps whose longer periods hold no less than the shorter. */
const anyCaps = fc
  .record({
    periods: fc.subarray([...PERIODS], { maxLength: 3 }),
    points: fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 3, maxLength: 3 }),
  })
  .map(({ periods, points }) => {
    const ascending = [...points].sort((a, b) => a - b);
    return periods.map((period, index) => ({ period, points: ascending[index] ?? 1 }));
  });

/** Programs that may be published: what contradicts itself in a drawn one is put right. */
const anyPublished = fc
  .record({ program: anyProgram, caps: anyCaps, hasTiers: fc.integer({ min: 0, max: 3 }) })
  .map(({ program, caps, hasTiers }) => {
    const { order: rule, campaigns, stacking } = program.earning;
    const least = Math.min(...caps.map(({ points }) => points));
    const repaired = campaigns.map((campaign, index) => ({
      ...campaign,
      // One that is always on, so that few draws are about none.
      ...(index === 0 ? { from: null, weekdays: [], hours: null, products: null, minimumOrder: 0 } : {}),
      until: campaign.until === null ? null : "2026-12-31T18:30:01Z",
      tiers: hasTiers === 0 || index === 0 ? [] : campaign.tiers,
      ...(campaign.type === "add" ? { points: Math.min(campaign.points, least) } : {}),
    }));
    return {
      ...program,
      tiers: hasTiers === 0 ? null : program.tiers,
      earning: {
        ...program.earning,
        caps,
        campaigns: repaired,
        // Of a name that no rate and no campaign has.
        order: rule && { ...rule, exclude: rule.exclude && { ...NOTHING, tags: ["deposit"] } },
        // Above every multiplier by itself.
        stacking: { ...stacking, atMost: stacking.atMost === null ? null : 5 },
      },
    };
  })
  .filter((program) => programDocument.safeParse(program).success);

/** Some of them of what earns nothing. */
const anyLines = fc.array(
  fc
    .tuple(anyLine, fc.integer({ min: 0, max: 4 }))
    .map(([line, kind]) => (kind === 0 ? { ...line, tags: [...line.tags, "deposit"] } : line)),
  { minLength: 1, maxLength: 5 },
);

const anyPurchase = fc.record({
  program: anyPublished,
  lines: anyLines,
  /** What was bought before, minor units: nothing, without points, and enough for each tier. */
  before: fc.constantFrom(null, null, 1000, 150_000, 600_000),
  timeZone: fc.constantFrom("Europe/London", "Asia/Kolkata", "America/New_York"),
  currency: fc.constantFrom("GBP", "GBP", "JPY", "KWD"),
  other: fc.constantFrom(null, null, { currency: "EUR", exchangeRate: "0.8571" }),
  placedAt: fc.constantFrom(
    Date.parse("2026-10-25T00:30:00Z"),
    Date.parse("2026-10-25T01:30:00Z"),
    Date.parse("2026-11-01T12:00:00Z"),
    Date.parse("2026-11-02T23:59:59Z"),
    Date.parse("2026-12-31T18:30:00Z"),
  ),
});

test("of any program, cart, tier, time zone and currency, by the panel and by what anyone is told", async () => {
  let [earned, capped, tiered, withCampaign] = [0, 0, 0, 0];
  await fc.assert(
    fc.asyncProperty(anyPurchase, async (drawn) => {
      const { program, lines, before, timeZone, currency, other, placedAt } = drawn;
      const store = await StoreUnderTest.make(BEFORE, BEGUN, { timeZone, currency });
      if (before !== null) await store.putOrder("before", order("anna", before, BEGUN + 1000, { currency }));
      store.now = BEGUN + DAY;
      await store.publish(program);
      store.now = placedAt;
      const session = await store.session("anna");
      const panel = (await store.page("GET", "/storefront/panel", { session })).as(panelSchema);

      const buying = {
        lines: lines.map(({ discount, ...line }): EstimateLine => ({
          ...line,
          amount: line.amount - discount,
        })),
        tier: panel.tier?.id ?? null,
        now: placedAt,
        firstOrder: before === null,
        ...other,
      };
      const told = estimate(panel, buying);
      const anyone = (await store.page("GET", "/storefront/program")).as(storefrontSchema);
      expect(estimate(anyone, buying)).toEqual(told);

      const { order: placed } = await store.putOrder(
        "now",
        order("anna", 0, placedAt, {
          currency,
          ...other,
          lines: lines.map((line, index) => ({ id: `${index}`, ...line })),
        }),
      );
      expect(told?.points).toBe(placed.points);
      earned += Number(placed.points > 0);
      capped += Number(told?.cap !== null);
      tiered += Number(told?.tier !== null);
      withCampaign += Number((told?.campaigns.length ?? 0) > 0);
    }),
    { numRuns: 80 },
  );
  // The draws were about something.
  expect(Math.min(earned, capped, tiered, withCampaign)).toBeGreaterThan(0);
}, 120_000);

describe("an estimate", () => {
  const published = async (earning: ProgramInput["earning"]) => {
    const store = await StoreUnderTest.make({ ...PROGRAM, earning });
    return (await store.page("GET", "/storefront/program")).as(storefrontSchema);
  };
  const now = Date.UTC(2026, 10, 1, 12);
  const lines = [{ amount: 4500 }];

  test("of another currency's amounts without a rate is none, rather than a wrong one", async () => {
    const program = await published({ order: { points: 1, per: 100 } });
    expect(estimate(program, { lines, tier: null, now, currency: "EUR" })).toBeNull();
    expect(estimate(program, { lines, tier: null, now, currency: "EUR", exchangeRate: "0.5" })?.points).toBe(
      22,
    );
  });

  test("of a store whose orders earn nothing is nothing", async () => {
    const program = await published({ order: null, signUp: 50 });
    expect(estimate(program, { lines, tier: null, now })).toEqual({
      points: 0,
      tier: null,
      campaigns: [],
      cap: null,
    });
  });

  test("counts a campaign for a first order where the page says that it is one", async () => {
    const program = await published({
      order: { points: 1, per: 100 },
      campaigns: [{ id: "hello", name: "Hello", type: "add", points: 30, firstOrder: true }],
    });
    expect(estimate(program, { lines, tier: null, now })?.points).toBe(45);
    expect(estimate(program, { lines, tier: null, now, firstOrder: true })?.points).toBe(75);
  });

  test("follows the clock within one answer: a campaign of the evening, and one that ends", async () => {
    const program = await published({
      order: { points: 1, per: 100 },
      campaigns: [
        { id: "night", name: "Night", type: "multiply", multiplier: 2, hours: { from: 18, until: 24 } },
        { id: "end", name: "End", type: "add", points: 7, until: "2026-11-01T20:00:00Z" },
      ],
    });
    const at = (hour: number) => estimate(program, { lines, tier: null, now: Date.UTC(2026, 10, 1, hour) });
    expect(at(12)).toMatchObject({ points: 52, campaigns: ["End"] });
    expect(at(19)).toMatchObject({ points: 97, campaigns: ["Night", "End"] });
    expect(at(21)).toMatchObject({ points: 90, campaigns: ["Night"] });
  });
});
