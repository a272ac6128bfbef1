/** What working a hundred orders costs D1, held as bench/budgets.json has it; docs/performance.md says what is measured. */
import { expect, test } from "vitest";
import budgets from "../../../bench/budgets.json" with { type: "json" };
import { measureInbox } from "../../../bench/inbox/measure.ts";
import { environment } from "../store-under-test.ts";

const ORDERS = 100;

test("budgets: a hundred orders through the inbox, in few round trips, and nothing that the ledger's check finds", async () => {
  const { trips, rowsRead, rowsWritten, problems } = await measureInbox(environment, "gathered", ORDERS);
  expect(problems).toBe(0);
  expect(rowsWritten).toBe(budgets["inbox.rowsWritten"]);
  // A row or two more or less, by the places of new ids in the tables.
  expect(rowsRead).toBeLessThanOrEqual(budgets["inbox.rowsRead"]);
  expect(rowsRead).toBeGreaterThan(0.98 * budgets["inbox.rowsRead"]);
  // On a machine that is busy, some may come too late to be sent with the others.
  expect(trips).toBeGreaterThanOrEqual(budgets["inbox.trips"]);
  expect(trips).toBeLessThanOrEqual(1.5 * budgets["inbox.trips"]);
});

test("budgets: one at a time, an order writes the same rows in four round trips of its own", async () => {
  const { trips, rowsWritten, problems } = await measureInbox(environment, "alone", ORDERS / 5);
  expect(problems).toBe(0);
  expect(rowsWritten).toBe(budgets["inbox.rowsWritten"] / 5);
  expect(trips).toBe((4 * ORDERS) / 5 + 1);
});
