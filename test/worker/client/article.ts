/** The public article that Regulars answers, word for word: this file is left as it is by the formatter. */
import type { LiveProgram, Regulars } from "../../../client/index.ts";

export async function createProgram(crm: Regulars): Promise<LiveProgram> {
// Create a loyalty program
const program = await crm.loyalty.createProgram({
  name: "VIP Rewards",
  type: "points",
  pointsPerDollar: 1,
  minimumRedemption: 100,
  pointExpiration: 365, // days
  tiers: [
    {
      name: "Bronze",
      threshold: 0,
      multiplier: 1.0,
      benefits: ["Free shipping on orders over $50"]
    },
    {
      name: "Silver", 
      threshold: 1000,
      multiplier: 1.25,
      benefits: ["Free shipping", "Early access to sales"]
    },
    {
      name: "Gold",
      threshold: 5000,
      multiplier: 1.5,
      benefits: ["Free shipping", "Early access", "Birthday rewards"]
    }
  ]
});
return program;
}
