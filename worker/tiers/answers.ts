/** A member's tier as the API and the panel answer it. */
import { z } from "@hono/zod-openapi";
import { isoTime, isoTimeOrNull } from "../members/answers.ts";
import type { TierLevel } from "../program/document/tiers.ts";
import type { MemberMonth } from "../program/tiers-figures.ts";
import { tierProgress, type TierGoal, type TierKeep } from "../program/tiers-progress.ts";
import type { StoreContext } from "../stores/store-context.ts";

const named = z.object({ id: z.string(), name: z.string() });
const moment = z.iso.datetime();

export const tierSchema = z
  .object({
    id: z.string().nullable().meta({ description: "null below the first tier." }),
    name: z.string().nullable(),
    benefits: z.array(z.string()),
    multiplier: z.number(),
    by: z.enum(["spend", "points", "orders"]).meta({ description: "What figures count." }),
    figure: z.int().meta({
      description: "What counts towards the next tier so far: minor units, points or orders, net of refunds.",
    }),
    since: moment.nullable().meta({ description: "When that began to count; null: over the lifetime." }),
    next: named
      .extend({
        threshold: z.int(),
        missing: z.int().meta({
          description: "What is missing to it; 0 where it is reached and begins with the next period.",
        }),
        by: moment.nullable().meta({
          description: "The moment before which it has to be reached with what counts now; null: no such.",
        }),
        startsAt: moment.nullable().meta({ description: "When it would begin; null: at once." }),
      })
      .nullable()
      .meta({ description: "The next tier; null at the top." }),
    keptUntil: moment.nullable().meta({
      description: "When the member moves down if nothing happens; null where they don't.",
    }),
    keep: z
      .object({
        missing: z.int(),
        from: moment.nullable().meta({ description: "What comes from then on counts; null: whenever." }),
        by: moment.meta({ description: "The moment before which it has to come." }),
      })
      .nullable()
      .meta({ description: "What keeps the tier beyond that; null where nothing has to, or can." }),
    change: z
      .object({ at: moment, to: named.nullable() })
      .nullable()
      .meta({ description: "How the tier changes next if nothing happens." }),
  })
  .meta({ id: "MemberTier" });

export type TierAnswer = z.infer<typeof tierSchema>;

/** The tier of a member with these months, now; null where the program has no tiers. */
export function tierAnswer({ configuration, now }: StoreContext, months: MemberMonth[]): TierAnswer | null {
  const { history } = configuration.tiers;
  const progress = tierProgress(history, months, configuration.store.timeZone, now);
  if (!progress || !history.live) return null;
  const { level, figure, since, next, keptUntil, keep, change } = progress;
  return {
    id: level?.id ?? null,
    name: level?.name ?? null,
    benefits: level?.benefits ?? [],
    multiplier: level?.multiplier ?? 1,
    by: history.live.by,
    figure,
    since: isoTimeOrNull(since),
    next: next && goalAnswer(next),
    keptUntil: isoTimeOrNull(keptUntil),
    keep: keep && keepAnswer(keep),
    change: change && { at: isoTime(change.at), to: change.level && nameOf(change.level) },
  };
}

function goalAnswer({ level, missing, by, startsAt }: TierGoal): NonNullable<TierAnswer["next"]> {
  const { threshold } = level;
  return { ...nameOf(level), threshold, missing, by: isoTimeOrNull(by), startsAt: isoTimeOrNull(startsAt) };
}

function keepAnswer({ missing, from, by }: TierKeep): NonNullable<TierAnswer["keep"]> {
  return { missing, from: isoTimeOrNull(from), by: isoTime(by) };
}

function nameOf({ id, name }: TierLevel): { id: string; name: string } {
  return { id, name };
}
