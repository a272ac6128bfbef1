/** A line of our own export as a record; throws Refused. */
import type { z } from "zod";
import { memberLine, orderLine, otherTypes } from "../exports/lines.ts";
import { NEVER } from "../program/lot-dates.ts";
import type { ImportRecord, MemberRecord } from "./record.ts";
import { Refused } from "./refused.ts";
import { parsedOrder } from "./row-record.ts";

/** The record of a parsed line; lots that have expired by `now` (milliseconds) are gone. */
export function lineRecord(line: Record<string, unknown>, now: number): ImportRecord {
  if (line.type === "member") return memberOf(line, now);
  if (line.type === "order") {
    const { id, customer, state } = parsed(orderLine, line);
    return { type: "order", orderId: id, update: parsedOrder({ ...state, customer }), counts: false };
  }
  const known: readonly unknown[] = otherTypes;
  if (known.includes(line.type))
    return {
      type: "other",
      sentence: `A line of the type ${String(line.type)} is for reading, and not imported.`,
    };
  throw new Refused('The line has no `type` that we know: "member" and "order" are imported.');
}

function memberOf(line: Record<string, unknown>, now: number): MemberRecord {
  const {
    customerId,
    email,
    phone,
    number,
    firstName,
    birthday,
    birthdayYear,
    segments,
    language,
    consents,
    joinedAt,
    balance,
    lots,
    months,
    referralCode,
  } = parsed(memberLine, line);
  return {
    type: "member",
    customerId,
    email,
    phone,
    number,
    firstName,
    birthday,
    birthdayYear,
    segments,
    language,
    consents: consents.map(({ marketing, saidAt, words }) => ({
      marketing,
      saidAt: Date.parse(saidAt),
      words,
    })),
    joinedAt: Date.parse(joinedAt),
    lots: lots
      .map((lot) => ({
        points: lot.points,
        grantedAt: Date.parse(lot.earnedAt),
        availableAt: timeOrNever(lot.availableAt),
        expiresAt: timeOrNever(lot.expiresAt),
        dueAt: timeOrNever(lot.dueAt),
        warnAt: timeOrNever(lot.warnAt),
        warnedAt: lot.warnedAt === null ? null : Date.parse(lot.warnedAt),
        grace: lot.grace,
        idleDays: lot.idleDays,
      }))
      .filter(({ expiresAt }) => expiresAt > now),
    debt: balance.debt,
    pointsKey: null,
    months,
    // The months say it.
    tier: null,
    referralCode,
  };
}

function parsed<Schema extends z.ZodType>(schema: Schema, line: unknown): z.output<Schema> {
  const result = schema.safeParse(line);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Refused(`${issue?.path.join(".") || "The line"}: ${issue?.message ?? "is not right."}`);
}

function timeOrNever(time: string | null): number {
  return time === null ? NEVER : Date.parse(time);
}
