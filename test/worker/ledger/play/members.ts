import { expect } from "vitest";
import { z } from "zod";
import { ACTIONS } from "../draw/earning.ts";
import {
  enrol,
  act as modelAct,
  adjust as modelAdjust,
  earn as modelEarn,
  transfer as modelTransfer,
} from "../model/members.ts";
import { live, memberOf } from "../model/world.ts";
import { emailOf } from "../order-states.ts";
import type { SideBySide } from "../side-by-side.ts";
import { customerAt, offered, type Do } from "./picks.ts";

const DAY = 86_400_000;

export async function join(both: SideBySide, { customer, byAddress }: Do<"join">): Promise<void> {
  const name = customerAt(customer);
  if (both.world.members.has(name)) return;
  await both.post("/v1/members", { ...(byAddress ? {} : { customerId: name }), email: emailOf(name) });
  enrol(both.world, name, both.now);
}

/** The customer, who is a member from now on at the latest, and their member's id. */
export async function joined(
  both: SideBySide,
  pick: number,
): Promise<{ customer: string; memberId: string }> {
  await join(both, { do: "join", customer: pick, byAddress: false });
  const customer = customerAt(pick);
  return { customer, memberId: await both.memberId(customer) };
}

export async function know(both: SideBySide, { customer, birthday, segment }: Do<"know">): Promise<void> {
  const { customer: name, memberId } = await joined(both, customer);
  const day = new Date(both.now + (birthday - 5) * DAY).toISOString().slice(5, 10);
  const known = {
    birthday: birthday === 0 ? null : birthday > 37 ? "02-29" : day,
    segments: segment ? ["staff"] : [],
  };
  const answer = await both.store.server("PATCH", `/v1/members/${memberId}`, { body: known });
  expect(answer.status, answer.text).toBe(200);
  Object.assign(memberOf(both.world, name), known);
}

export async function earn(both: SideBySide, { customer, points, hold }: Do<"earn">): Promise<void> {
  const { customer: name, memberId } = await joined(both, customer);
  const answer = await both.post("/v1/earn", { memberId, points, description: "A gift", hold });
  modelEarn(both.world, name, points, hold, both.now);
  both.answersBalance(answer, name);
}

export async function act(both: SideBySide, { customer, action: pick, reference }: Do<"act">): Promise<void> {
  const { customer: name, memberId } = await joined(both, customer);
  const action = offered(live(both.world).earning.actions, ACTIONS, pick);
  const named = reference === null ? null : `once-${reference}`;
  const body = { memberId, action, ...(named === null ? {} : { reference: named }) };
  const { given, refusal } = modelAct(both.world, name, action, named, both.now);
  const answer = await both.post("/v1/actions", body, refusal);
  if (refusal !== null) return;
  expect(answer.as(z.object({ repeated: z.boolean() }).loose()).repeated).toBe(!given);
  both.answersBalance(answer, name);
}

export async function adjust(both: SideBySide, { customer, points }: Do<"adjust">): Promise<void> {
  if (points === 0) return;
  const { customer: name, memberId } = await joined(both, customer);
  const refusal = modelAdjust(both.world, name, points, both.now);
  const body = { memberId, points, description: "A correction", actor: "Priya" };
  const answer = await both.post("/v1/adjustments", body, refusal);
  if (refusal === null) both.answersBalance(answer, name);
}

export async function transfer(both: SideBySide, { customer, to, points }: Do<"transfer">): Promise<void> {
  const sender = await joined(both, customer);
  const receiver = await joined(both, to);
  const refusal = modelTransfer(both.world, sender.customer, receiver.customer, points, both.now);
  const body = { from: { memberId: sender.memberId }, to: { memberId: receiver.memberId }, points };
  const answer = await both.post("/v1/transfers", body, refusal);
  if (refusal === null) both.answersBalance(answer, sender.customer);
}
