/** A program with something of everything that a hosted page says, and what is read of a page. */
import { PROGRAM, type ProgramInput } from "../store-under-test.ts";

export const RICH: ProgramInput = {
  name: "Juniper Circle",
  earning: {
    order: { points: 1, per: 100, exclude: { tags: ["sale"] } },
    signUp: 100,
    birthday: 1,
    actions: [{ id: "review", name: "Write a review", points: 50, url: "https://shop.example.com/reviews" }],
    campaigns: [
      { id: "double", name: "Double Saturdays", type: "multiply", multiplier: 2, weekdays: ["saturday"] },
    ],
    holdDays: 14,
  },
  expiry: { type: "age", afterDays: 365 },
  tiers: {
    by: "spend",
    over: "calendar_year",
    levels: [
      { id: "leaf", name: "Leaf", threshold: 0 },
      {
        id: "tree",
        name: "Tree",
        threshold: 50_000,
        multiplier: 1.5,
        bonus: 200,
        benefits: ["Free wrapping"],
      },
    ],
  },
  rewards: [
    ...PROGRAM.rewards,
    {
      id: "as-you-like",
      name: "Money off",
      type: "amount_off",
      amount: 100,
      points: 100,
      sliding: { minimum: 200, maximum: 5000 },
    },
    { id: "evening", name: "An evening", type: "experience", description: "With the makers", points: 3000 },
  ],
  referral: PROGRAM.referral,
};

/** What is read without a script, as plain text. */
export function textOf(html: string): string {
  return html
    .replace(/<(script|style|noscript)\b.*?<\/\1>/gs, " ")
    .replace(/<[^>]+>/g, " ")
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/\s+/g, " ");
}
