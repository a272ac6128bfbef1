import { expect } from "vitest";
import { z } from "zod";
import { claim as modelClaim } from "../model/referrals.ts";
import { emailOf } from "../order-states.ts";
import type { SideBySide } from "../side-by-side.ts";
import { joined } from "./members.ts";
import { customerAt, type Do } from "./picks.ts";

export async function claim(both: SideBySide, { advocate, friend: pick }: Do<"claim">): Promise<void> {
  const { customer, memberId } = await joined(both, advocate);
  const friend = customerAt(pick);
  if (both.world.referrals.has(friend)) return;
  const link = await both.post("/v1/referral-links", { memberId });
  const { code } = link.as(z.object({ code: z.string() }).loose());
  const isGiven = modelClaim(both.world, customer, friend, both.now);
  const body = { code, email: emailOf(friend) };
  const answer = await both.store.page("POST", "/storefront/referral-claims", { body });
  expect(answer.status, answer.text).toBe(isGiven ? 201 : 409);
}
