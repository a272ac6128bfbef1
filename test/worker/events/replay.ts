/** What the log of events comes to when it is replayed from the first one on, beside what the tables say. */
import { z } from "zod";
import { expect } from "vitest";
import {
  eventAnswer,
  eventSchema,
  type EventAnswer,
  type pointTypes,
} from "../../../worker/events/answers.ts";
import type { Environment } from "../../../worker/environment.ts";

/** A store as somebody knows it who saw nothing but its events. */
class Replayed {
  readonly members = new Map<string, "member" | "merged" | "erased">();
  readonly balances = new Map<string, { total: number; debt: number }>();
  readonly entries = new Set<string>();
  readonly orders = new Map<string, { points: number; revision: number; memberId: string | null }>();
  readonly vouchers = new Map<string, string>();
  readonly referrals = new Map<string, string>();
  readonly tiers = new Map<string, string | null>();
  programs = 0;

  take({ type, data }: EventAnswer): void {
    switch (type) {
      case "member.created":
        expect(this.members.has(data.memberId)).toBe(false);
        this.members.set(data.memberId, "member");
        break;
      case "member.updated":
        expect(this.members.get(data.memberId)).toBe("member");
        break;
      case "member.merged":
        expect([this.members.get(data.from), this.members.get(data.into)]).toEqual(["member", "member"]);
        this.members.set(data.from, "merged");
        break;
      case "member.erased":
        expect(this.members.get(data.memberId)).toBe("member");
        this.members.set(data.memberId, "erased");
        break;
      case "order.created":
      case "order.updated":
        expect(data.revision).toBe((this.orders.get(data.orderId)?.revision ?? 0) + 1);
        this.orders.set(data.orderId, {
          points: data.points,
          revision: data.revision,
          memberId: data.memberId,
        });
        break;
      case "voucher.issued":
      case "voucher.restored":
        this.vouchers.set(data.code, "issued");
        break;
      case "voucher.used":
      case "voucher.released":
        this.vouchers.set(data.code, type.slice("voucher.".length));
        break;
      case "voucher.voided":
        this.vouchers.set(data.code, "void");
        break;
      case "referral.claimed":
      case "referral.updated":
        this.referrals.set(data.referralId, data.status);
        break;
      case "tier.changed":
        this.tiers.set(data.memberId, data.to?.id ?? null);
        break;
      case "program.published":
        this.programs += 1;
        expect(data.version).toBe(this.programs);
        break;
      case "member.birthday":
      case "points.expiring":
      case "webhook_endpoint.disabled":
        break;
      default:
        this.#takePoints(data);
    }
  }

  #takePoints(data: Extract<EventAnswer, { type: (typeof pointTypes)[number] }>["data"]): void {
    const before = this.balances.get(data.memberId)?.total ?? 0;
    expect(data.balance).toBe(before + data.points);
    expect(this.entries.has(data.entryId)).toBe(false);
    this.entries.add(data.entryId);
    this.balances.set(data.memberId, { total: data.balance, debt: data.debt });
  }
}

/** Every event of the store as the database has it, in order; each fits its schema, and none is left out. */
export async function eventsOf({ DB }: Environment, storeId: string): Promise<EventAnswer[]> {
  const { results } = await DB.prepare(
    `SELECT number, type, member_id AS memberId, data, created_at AS createdAt FROM events
      WHERE store_id = ? ORDER BY number`,
  )
    .bind(storeId)
    .all<{ number: number; type: string; memberId: string | null; data: string; createdAt: number }>();
  expect(results.map(({ number }) => number)).toEqual(results.map((_, index) => index + 1));
  return results.map((row) =>
    eventSchema.parse(
      eventAnswer({
        ...row,
        storeId,
        customerId: null,
        data: JSON.parse(row.data) as Record<string, unknown>,
      }),
    ),
  );
}

const levelsOf = z.array(z.object({ id: z.string(), threshold: z.number() }).loose());

/** The tier, of levels as a program's document has them, of somebody who has done nothing; null for none. */
function startIn(levels: string | number | null): string | null {
  if (typeof levels !== "string") return null;
  return levelsOf.parse(JSON.parse(levels)).findLast(({ threshold }) => threshold === 0)?.id ?? null;
}

/** The events replayed from the first one on give what the tables hold. */
export async function expectReplayed(environment: Environment, storeId: string): Promise<void> {
  const replayed = new Replayed();
  for (const event of await eventsOf(environment, storeId)) replayed.take(event);
  const rows = async (query: string) =>
    (await environment.DB.prepare(query).bind(storeId).all<Record<string, string | number | null>>()).results;
  const table = async (query: string) =>
    Object.fromEntries((await rows(query)).map(({ key, ...row }) => [String(key), row]));

  expect(Object.fromEntries(replayed.balances)).toEqual(
    // Whoever never had an entry is in no event of points.
    await table(`SELECT member_id AS key, total, debt FROM balances WHERE store_id = ?1 AND EXISTS (SELECT 1
      FROM entries WHERE entries.store_id = ?1 AND entries.member_id = balances.member_id)`),
  );
  expect([...replayed.entries].sort()).toEqual(
    (await rows("SELECT id FROM entries WHERE store_id = ? ORDER BY id")).map(({ id }) => id),
  );
  expect(Object.fromEntries([...replayed.members].map(([id, standing]) => [id, { standing }]))).toEqual(
    // A name that led to another member from the start was never one itself.
    await table(`SELECT id AS key, CASE WHEN merged_into IS NOT NULL THEN 'merged'
      WHEN erased_at IS NOT NULL THEN 'erased' ELSE 'member' END AS standing FROM members
      WHERE store_id = ?1 AND (merged_into IS NULL OR id IN (SELECT data ->> 'from' FROM events
        WHERE store_id = ?1 AND type = 'member.merged'))`),
  );
  expect(Object.fromEntries(replayed.orders)).toEqual(
    await table("SELECT id AS key, points, revision, member_id AS memberId FROM orders WHERE store_id = ?"),
  );
  const status = (known: Map<string, string>) =>
    Object.fromEntries([...known].map(([key, value]) => [key, { status: value }]));
  expect(status(replayed.vouchers)).toEqual(
    await table("SELECT coalesce(details ->> 'code', code) AS key, status FROM vouchers WHERE store_id = ?"),
  );
  expect(status(replayed.referrals)).toEqual(
    await table("SELECT id AS key, status FROM referrals WHERE store_id = ?"),
  );
  const tiers = await table("SELECT member_id AS key, tier FROM member_tiers WHERE store_id = ?");
  // Where everybody begins is no news to who had no tier: what they were told last, and what they have, may differ by it.
  // Rules of before may still keep them there.
  const published = await rows(
    `SELECT document ->> '$.tiers.levels' AS levels FROM programs WHERE store_id = ?`,
  );
  const starts = published.map(({ levels }) => startIn(levels ?? null));
  for (const [memberId, tier] of replayed.tiers) {
    const standing = tiers[memberId]?.tier ?? null;
    expect([memberId, tier === null && starts.some((start) => start === standing) ? null : standing]).toEqual(
      [memberId, tier],
    );
  }
  expect([{ programs: replayed.programs }]).toEqual(
    await rows("SELECT count(*) AS programs FROM programs WHERE store_id = ?"),
  );
}
