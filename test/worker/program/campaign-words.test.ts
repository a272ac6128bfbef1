/** A campaign is told in words that say all that a shopper has to know. */
import { expect, test } from "vitest";
import { campaignInWords, runningCampaigns } from "../../../worker/program/campaign-words.ts";
import { programDocument } from "../../../worker/program/document.ts";
import { PROGRAM, type ProgramInput } from "../store-under-test.ts";

const store = { timeZone: "Europe/London", currency: "GBP" };
type CampaignInput = NonNullable<ProgramInput["earning"]["campaigns"]>[number];

function programWith(...campaigns: CampaignInput[]) {
  return programDocument.parse({
    ...PROGRAM,
    earning: { ...PROGRAM.earning, campaigns },
    tiers: {
      levels: ["Silver", "Gold"].map((name, index) => ({
        id: name.toLowerCase(),
        name,
        threshold: index * 100,
      })),
    },
  });
}

test.each<[CampaignInput, string]>([
  [{ type: "multiply", id: "c", name: "C", multiplier: 2 }, "2 times the points on orders."],
  [
    { type: "add", id: "c", name: "C", points: 1500, firstOrder: true },
    "1,500 points more on your first order.",
  ],
  [
    {
      type: "multiply",
      id: "c",
      name: "C",
      multiplier: 1.5,
      minimumOrder: 2000,
      weekdays: ["saturday", "sunday"],
    },
    "1.5 times the points on orders of at least £20, on Saturdays and Sundays.",
  ],
  [
    { type: "add", id: "c", name: "C", points: 1, hours: { from: 9, until: 24 }, tiers: ["silver", "gold"] },
    "1 point more on orders, from 09:00 to 24:00, for Silver and Gold.",
  ],
  [
    {
      type: "multiply",
      id: "c",
      name: "C",
      multiplier: 3,
      products: { tags: ["oak"] },
      until: "2027-07-31T23:00:00Z",
    },
    "3 times the points on orders, for some products, to the end of 31 July 2027.",
  ],
  [
    { type: "multiply", id: "c", name: "C", multiplier: 2, until: "2026-11-30T17:30:00Z" },
    "2 times the points on orders, until 30 November 2026, 17:30.",
  ],
])("%j", (campaign, words) => {
  const program = programWith(campaign);
  expect(program.earning.campaigns.map((each) => campaignInWords(each, program, store))).toEqual([words]);
});

test("those that run are those whose dates are now", () => {
  const at = (id: string, from: string | null, until: string | null) =>
    ({ type: "multiply", id, name: id, multiplier: 2, from, until }) as const;
  const program = programWith(
    at("always", null, null),
    at("over", null, "2026-11-22T10:00:00Z"),
    at("begun", "2026-11-22T10:00:00Z", "2026-11-22T10:00:01Z"),
    at("to-come", "2026-11-22T10:00:01Z", null),
  );
  const running = runningCampaigns(program, Date.UTC(2026, 10, 22, 10));
  expect(running.map(({ id }) => id)).toEqual(["always", "begun"]);
});
