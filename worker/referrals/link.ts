import { z } from "@hono/zod-openapi";
import { sql } from "drizzle-orm";
import { randomText } from "../database/id.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../http/idempotency.ts";
import { Problem } from "../http/problem.ts";
import { memberMissing, requireMember } from "../members/require-member.ts";
import { READABLE } from "../rewards/code.ts";
import { liveProgram, type StoreContext } from "../stores/store-context.ts";

export const referralLinkSchema = z
  .object({
    code: z.string().meta({ example: "juniper-7Q4KM2X" }),
    url: z.url(),
    clicks: z.int().meta({ description: "How often it was followed; bots and previews may count." }),
    active: z.boolean(),
  })
  .meta({ id: "ReferralLink" });

export type ReferralLinkAnswer = z.infer<typeof referralLinkSchema>;

/** The address of a link; the code begins with the store's handle, so that a dead one still finds the store. */
export function linkUrl(origin: string, code: string): string {
  return `${origin}/r/${code}`;
}

/**
 * The member's referral link; made at the first call, the same one ever after. Throws the problems
 * `member_not_found` and `referral_terms_missing`. `origin` is the Worker's own.
 */
export async function referralLink(
  context: StoreContext,
  memberId: string,
  origin: string,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const { database, storeId, now, configuration } = context;
  if (!liveProgram(context).document.referral) throw new Problem("referral_terms_missing");
  const code = `${configuration.store.handle}-${randomText(7, READABLE)}`;
  const thisLink = sql`FROM referral_links WHERE store_id = ${storeId} AND member_id = ${memberId}`;
  return keyedWrite(
    context,
    request,
    [
      requireMember(context, memberId),
      database.run(sql`INSERT INTO referral_links (store_id, code, member_id, active, clicks, created_at)
        SELECT ${storeId}, ${code}, ${memberId}, 1, 0, ${now} WHERE NOT EXISTS (SELECT 1 ${thisLink})`),
    ],
    {
      status: 201,
      // A link that is there stays, so the answer is read rather than foretold.
      body: sql`(SELECT json_object('code', code, 'url', ${linkUrl(origin, "")} || code, 'clicks', clicks,
        'active', json(iif(active = 1, 'true', 'false'))) ${thisLink})`,
    },
  ).catch(memberMissing);
}
