import type { Mutant } from "./mutant.ts";

const TABLES = "migrations/0001_tables.sql";
const TRIGGERS = "migrations/0002_ledger_triggers.sql";
const LATER_TRIGGERS = "migrations/0004_points_as_money_triggers.sql";

/** What the database itself refuses and keeps: migrations/. */
export const migrations: Mutant[] = [
  {
    what: "an entry can be changed",
    file: TRIGGERS,
    is: "CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries",
    becomes: "CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries WHEN 0",
    tests: ["ledger/refusals.test.ts"],
  },
  {
    what: "a move can be deleted",
    file: TRIGGERS,
    is: "CREATE TRIGGER lot_moves_no_delete BEFORE DELETE ON lot_moves",
    becomes: "CREATE TRIGGER lot_moves_no_delete BEFORE DELETE ON lot_moves WHEN 0",
    tests: ["ledger/refusals.test.ts"],
  },
  {
    what: "an entry may be worth more than its moves",
    file: TRIGGERS,
    is: "WHEN NEW.points + NEW.debt_change <> (",
    becomes: "WHEN NEW.points + NEW.debt_change < (",
    tests: ["ledger/refusals.test.ts"],
  },
  {
    what: "a lot doesn't know what expired of it",
    file: TRIGGERS,
    is: "expired = expired - NEW.points * NEW.expiring",
    becomes: "expired = expired",
    tests: ["ledger/deliveries.test.ts"],
  },
  {
    what: "debt is not added to the balance",
    file: TRIGGERS,
    is: "debt = debt + NEW.debt_change",
    becomes: "debt = debt",
    tests: ["orders/debt.test.ts", "rewards/redeem.test.ts"],
  },
  {
    what: "a batch goes on where a guard fails",
    file: TRIGGERS,
    is: "CREATE TRIGGER guard_check INSTEAD OF INSERT ON guard WHEN NEW.ok IS NOT 1",
    becomes: "CREATE TRIGGER guard_check INSTEAD OF INSERT ON guard WHEN 0",
    tests: ["rewards/redeem.test.ts"],
  },
  {
    what: "an expiry that was told may come nearer",
    file: LATER_TRIGGERS,
    is: "    NEW.due_at < OLD.due_at\n",
    becomes: "    0\n",
    tests: ["ledger/refusals.test.ts", "time/inactivity.test.ts", "time/warnings.test.ts"],
  },
  {
    what: "points may be gone before the day that was told",
    file: LATER_TRIGGERS,
    is: "OR NEW.available_at > OLD.available_at OR NEW.expires_at < NEW.due_at",
    becomes: "OR NEW.available_at > OLD.available_at",
    tests: ["ledger/refusals.test.ts", "time/warnings.test.ts"],
  },
  {
    what: "the grace may go without a warning",
    file: LATER_TRIGGERS,
    is: "OR (NEW.expires_at < OLD.expires_at AND (OLD.warned_at IS NOT NULL OR NEW.warned_at IS NULL))",
    becomes: "OR 0",
    tests: ["ledger/refusals.test.ts", "time/warnings.test.ts"],
  },
  {
    what: "an hour's figures are those of its last entry",
    file: LATER_TRIGGERS,
    is: "points = points + excluded.points",
    becomes: "points = excluded.points",
    tests: ["ledger/books.test.ts"],
  },
  {
    what: "a lot may hold more than was granted",
    file: TABLES,
    is: "CONSTRAINT lot_overfilled CHECK (remaining + expired <= granted)",
    becomes: "CONSTRAINT lot_overfilled CHECK (1)",
    tests: ["ledger/refusals.test.ts"],
  },
  {
    what: "a balance may go below its debt",
    file: TABLES,
    is: "CONSTRAINT balance_below_debt CHECK (total + debt >= 0)",
    becomes: "CONSTRAINT balance_below_debt CHECK (1)",
    tests: ["ledger/refusals.test.ts"],
  },
  {
    what: "two members have one customer id",
    file: TABLES,
    is: "CREATE UNIQUE INDEX members_customer",
    becomes: "CREATE INDEX members_customer",
    tests: ["members/lists.test.ts", "orders/arrival.test.ts"],
  },
  {
    what: "two entries have one key",
    file: TABLES,
    is: "CONSTRAINT entry_key UNIQUE (store_id, key),",
    becomes: "CONSTRAINT entry_key CHECK (key <> ''),",
    tests: ["ledger/refusals.test.ts", "database/refusals.test.ts"],
  },
  {
    what: "a move is added to an entry that is closed",
    file: TRIGGERS,
    is: "CREATE TRIGGER lot_moves_before_entry BEFORE INSERT ON lot_moves\nWHEN EXISTS",
    becomes:
      "CREATE TRIGGER lot_moves_before_entry BEFORE INSERT ON lot_moves\nWHEN NOT EXISTS (SELECT 1) AND EXISTS",
    tests: ["ledger/refusals.test.ts"],
  },
  {
    what: "a lot begins with points",
    file: LATER_TRIGGERS,
    is: "WHEN NEW.remaining <> 0 OR NEW.expired <> 0 OR NEW.expires_at < NEW.due_at",
    becomes: "WHEN NEW.expired <> 0 OR NEW.expires_at < NEW.due_at",
    tests: ["ledger/refusals.test.ts", "database/refusals.test.ts"],
  },
  {
    what: "points can be put off",
    file: LATER_TRIGGERS,
    is: "OR NEW.available_at > OLD.available_at OR",
    becomes: "OR",
    tests: ["ledger/refusals.test.ts", "database/refusals.test.ts"],
  },
];
