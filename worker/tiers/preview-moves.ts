/** Who would move between tiers if other rules were published: counted on a sample of the members. */
import { z } from "@hono/zod-openapi";
import { and, eq, gte, inArray, sql } from "drizzle-orm";
import { firstId, timeOfId } from "../database/id.ts";
import { memberMonths } from "../database/schema.ts";
import { isoTime } from "../members/answers.ts";
import type { TierLevel, Tiers } from "../program/document/tiers.ts";
import type { MemberMonth } from "../program/tiers-figures.ts";
import { monthsBack } from "../program/tiers-needed.ts";
import { expectedMove, historyWith, type ExpectedMove } from "../program/tiers-preview.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";

/** Members that are looked at. */
const SAMPLED = 500;
/** Members that are counted at most. */
const COUNTED = 10_000;

const named = z.object({ id: z.string(), name: z.string() });

export const tierPreviewSchema = z
  .object({
    members: z.int().meta({ description: "Members that were looked at, at most 500." }),
    of: z.int().meta({
      description: "Members who ever ordered or earned, of whom these are some; 10,000 where there are more.",
    }),
    moves: z.array(
      z.object({
        direction: z.enum(["up", "down"]),
        from: named.nullable().meta({ description: "null: below the first tier." }),
        to: named.nullable(),
        at: z.iso.datetime().meta({ description: "When they would move, if nothing happens until then." }),
        members: z.int().meta({ description: "How many of those that were looked at." }),
      }),
    ),
    unmoved: z.int().meta({ description: "How many of them would stay where they are." }),
    sentence: z.string().meta({ description: "The same in plain English." }),
  })
  .meta({ id: "TierPreview" });

export type TierPreview = z.infer<typeof tierPreviewSchema>;

/**
 * How members would move if these tiers took the place of the live ones now, by the figures they have; null where
 * neither the live program nor the new one has any. At most three reads; writes nothing.
 */
export async function previewMoves(context: StoreContext, next: Tiers | null): Promise<TierPreview | null> {
  const { configuration, now } = context;
  const { history } = configuration.tiers;
  const { timeZone } = configuration.store;
  if (!history.live && !next) return null;
  const { memberIds, of } = await sampleMembers(context);
  const back = monthsBack(historyWith(history, next ?? history.live, now), timeZone, now, false);
  const months = await readMonths(context, memberIds, back);
  const moves = memberIds.flatMap((id) => {
    const move = expectedMove(history, next, months.get(id) ?? [], timeZone, now);
    return move ? [move] : [];
  });
  const members = memberIds.length;
  return {
    members,
    of,
    moves: grouped(moves),
    unmoved: members - moves.length,
    sentence: sentenceOf(moves, { members, of, now }, next),
  };
}

/** Members spread evenly over the time in which they joined, and how many there are. */
async function sampleMembers(context: StoreContext): Promise<{ memberIds: string[]; of: number }> {
  const { database, storeId } = context;
  const theirs = sql`FROM member_tiers WHERE store_id = ${storeId}`;
  const [[counted], first, [last]] = await readCurrent(context, [
    database.all<{ of: number }>(sql`SELECT count(*) AS "of" FROM (SELECT 1 ${theirs} LIMIT ${COUNTED})`),
    database.all<{ id: string }>(sql`SELECT member_id AS id ${theirs} ORDER BY member_id LIMIT ${SAMPLED}`),
    database.all<{ id: string }>(sql`SELECT member_id AS id ${theirs} ORDER BY member_id DESC LIMIT 1`),
  ] as const);
  const of = counted?.of ?? 0;
  const firstIds = first.map(({ id }) => id);
  if (of <= SAMPLED || !firstIds[0] || !last) return { memberIds: firstIds, of };
  const from = timeOfId(firstIds[0]);
  const step = (timeOfId(last.id) - from) / (SAMPLED - 1);
  const starts = Array.from({ length: SAMPLED }, (_, place) =>
    firstId("mem", Math.floor(from + step * place)),
  );
  const [spread] = await readCurrent(context, [
    database.all<{
      id: string;
    }>(sql`SELECT DISTINCT member_id AS id FROM json_each(${JSON.stringify(starts)}) AS start
      JOIN member_tiers ON store_id = ${storeId} AND member_id = (
        SELECT member_id ${theirs} AND member_id >= start.value ORDER BY member_id LIMIT 1)`),
  ]);
  // Where many joined at one time, fewer were met than wanted.
  const memberIds = [...new Set([...spread.map(({ id }) => id), ...firstIds])].slice(0, SAMPLED);
  return { memberIds, of };
}

async function readMonths(
  context: StoreContext,
  memberIds: string[],
  back: number,
): Promise<Map<string, MemberMonth[]>> {
  const { database, storeId } = context;
  const [rows] = await readCurrent(context, [
    database
      .select()
      .from(memberMonths)
      .where(
        and(
          eq(memberMonths.storeId, storeId),
          inArray(memberMonths.memberId, sql`(SELECT value FROM json_each(${JSON.stringify(memberIds)}))`),
          gte(memberMonths.month, back),
        ),
      )
      .orderBy(memberMonths.month),
  ]);
  return Map.groupBy(rows, ({ memberId }) => memberId);
}

/** The moves, those of many members first. */
function grouped(moves: ExpectedMove[]): TierPreview["moves"] {
  const groups = Map.groupBy(moves, ({ direction, from, to, at }) =>
    [direction, from?.id, to?.id, at].join(" "),
  );
  return [...groups.values()]
    .flatMap((group) => {
      const [move] = group;
      if (!move) return [];
      const { direction, from, to, at } = move;
      return [{ direction, from: nameOf(from), to: nameOf(to), at: isoTime(at), members: group.length }];
    })
    .sort((a, b) => b.members - a.members);
}

function nameOf(level: TierLevel | null): { id: string; name: string } | null {
  return level && { id: level.id, name: level.name };
}

function sentenceOf(
  moves: ExpectedMove[],
  { members, of, now }: { members: number; of: number; now: number },
  next: Tiers | null,
): string {
  const up = moves.filter(({ direction }) => direction === "up").length;
  const down = moves.length - up;
  const looked = members < of ? " who were looked at, out of " + of.toLocaleString("en") : "";
  const atOnce = moves.filter(({ direction, at }) => direction === "down" && at === now).length;
  const except = atOnce > 0 ? ` ${atOnce} of them at once, because their tier is taken out; otherwise` : "";
  const promise = next
    ? `${except} nobody moves down before the period is over for which they have their tier`
    : " without tiers nobody has one";
  return `Of ${members} members${looked}, ${up} would move up and ${down} down;${promise}.`;
}
