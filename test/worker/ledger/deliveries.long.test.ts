import { expect, test } from "vitest";
import { withQuickDatabase } from "../quick-database.ts";
import { arrangements, deliverAll, stories, withRepeats, type Story } from "./deliveries.ts";

test.each(Object.entries<Story>(stories))(
  "promise 6: up to six of an order's states, in every order of arrival and with repeats, end alike: %s",
  async (_name, story) => {
    const rows = [1, 2, 3, 4, 5, 6].flatMap((length) => arrangements(6, length));
    expect(rows).toHaveLength(1956);
    const mixed = rows.map((row, index) => (index % 3 === 0 ? withRepeats(row, index) : row));
    await withQuickDatabase((environment) => deliverAll(environment, story, mixed));
  },
);
