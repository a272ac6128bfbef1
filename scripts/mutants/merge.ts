import type { Mutant } from "./mutant.ts";

const tests = ["members/merge.test.ts", "members/merge-people.test.ts", "members/merge-races.test.ts"];
const ledger = "worker/ledger/merge.ts";
const rows = "worker/members/merge-rows.ts";

/** Two customers that became one: worker/members/merge.ts and what it stands on. */
export const merge: Mutant[] = [
  {
    what: "a merge leaves a debt behind",
    file: ledger,
    is: "closeEntry(owed, sql`-debt`, sql`debt`, debtOf(from))",
    becomes: "closeEntry(owed, sql`-debt`, sql`debt`, sql`${debtOf(from)} AND 0`)",
    tests,
  },
  {
    what: "what a merge brings repays no debt",
    file: ledger,
    is: "sql`coalesce((SELECT debt ${debtOf(into)}), 0)`",
    becomes: "sql`0`",
    tests,
  },
  {
    what: "a merge carries no figure of an order along",
    file: ledger,
    is: "database.run(perSource(posted, sources, sql`posted`)),",
    becomes: "",
    tests,
  },
  {
    what: "a spending that was merged along took from no lot",
    file: ledger,
    is: "${lot(sql`lot_moves.lot_id`)}, lot_moves.points\n      FROM ${standing}`",
    becomes: "${lot(sql`lot_moves.lot_id`)}, lot_moves.points\n      FROM ${standing} WHERE 0`",
    tests,
  },
  {
    what: "what had expired of a merged lot is there again",
    file: ledger,
    is: "AND source IS NOT NULL AND expired > 0`",
    becomes: "AND source IS NOT NULL AND expired > 0 AND 0`",
    tests,
  },
  {
    what: "months that both had count once after a merge",
    file: rows,
    is: "spend = spend + excluded.spend",
    becomes: "spend = excluded.spend",
    tests,
  },
  {
    what: "a merged referral's points are forgotten",
    file: rows,
    is: "advocate_id = ${from} AND points > 0",
    becomes: "advocate_id = ${from} AND 0",
    tests,
  },
  {
    what: "a bonus that only the merged one had is left behind",
    file: rows,
    is: "revision = revision + 1 WHERE ${bonuses(storeId, from, into)}`",
    becomes: "revision = revision + 1 WHERE ${bonuses(storeId, from, into)} AND 0`",
    tests,
  },
  {
    what: "what was spared for an order is forgotten in a merge",
    file: rows,
    is: "forgiven = forgiven + coalesce(forgiven_elsewhere ->> ${path}, 0)",
    becomes: "forgiven = forgiven",
    tests,
  },
  {
    what: "a merge doesn't ask whether the two are as they were read",
    file: "worker/members/merge.ts",
    is: "(member ? [guardMember(context, member)] : [])",
    becomes: "(member ? [] : [])",
    tests,
  },
  {
    what: "an order on its way to a merged member fails",
    file: "worker/orders/put-order.ts",
    is: "  MEMBER_MERGED,\n",
    becomes: "",
    tests,
  },
  {
    what: "a state that names a merged customer is told of nobody's",
    file: "worker/orders/take-state.ts",
    is: "if (facts.byCustomer?.mergedInto)",
    becomes: "if (facts.byCustomer?.mergedInto === '')",
    tests,
  },
  {
    what: "a merged member can be given points",
    file: "migrations/0070_merged_members.sql",
    is: "(merged = 1 AND total = 0 AND debt = 0)",
    becomes: "merged = 1",
    tests,
  },
];
