import { sql } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { newId } from "../database/id.ts";
import type { EntryHead } from "../ledger/entry.ts";
import { grant } from "../ledger/grant.ts";
import { forgiven, OWED, reverse } from "../ledger/reverse.ts";
import { lotDates } from "../program/lot-dates.ts";
import type { StoreContext } from "../stores/store-context.ts";
import type { BonusChange } from "./outcome.ts";

/** The statements that give a tier's bonus, or take it back as the program's rule on debt says. */
export function postBonus(
  { database, storeId, now, configuration }: StoreContext,
  memberId: string,
  bonus: BonusChange,
): Statement[] {
  const { tier, terms, difference, points, revision } = bonus;
  const { program, store } = configuration;
  const head = bonusHead(
    { storeId, memberId, id: newId("ent", now), programVersion: program?.version ?? 0, now },
    bonus,
  );
  const statements: Statement[] = [];
  let spared = sql`0`;
  if (difference > 0 && program) {
    const dates = lotDates(program.document, store.timeZone, now, false);
    statements.push(...grant(database, head, { points: difference, grantedAt: now, ...dates }));
  }
  if (difference < 0) {
    const restored = { id: newId("ent", now), key: `${head.key}:restored` };
    statements.push(...reverse(database, head, -difference, restored, program?.document.debt ?? OWED));
    spared = forgiven(head, -difference);
  }
  return [
    ...statements,
    database.run(sql`INSERT INTO tier_bonuses (store_id, member_id, tier, points, revision, terms, forgiven)
      VALUES (${storeId}, ${memberId}, ${tier}, ${points}, ${revision}, ${JSON.stringify(terms)},
        ${bonus.forgiven} + ${spared})
      ON CONFLICT (store_id, member_id, tier) DO UPDATE SET points = excluded.points, revision = excluded.revision,
        terms = excluded.terms, forgiven = excluded.forgiven`),
  ];
}

/** The head of the entry that gives a bonus, or takes it back. */
export function bonusHead(
  posted: Pick<EntryHead, "storeId" | "memberId" | "id" | "programVersion" | "now">,
  { tier, name, difference, revision }: BonusChange,
): EntryHead {
  return {
    ...posted,
    kind: difference > 0 ? "earn" : "refund",
    key: `tier:${posted.memberId}:${tier}:${revision}`,
    source: `tier:${tier}`,
    reason: { rule: difference > 0 ? "tier_bonus" : "tier_bonus_void", tier: name },
  };
}
