/** A file's rows are the same wherever its parts were cut. */
import { beforeAll, expect, test } from "vitest";
import { readRows, type Place } from "../../../worker/imports/read-rows.ts";
import { choices } from "../../../worker/imports/settings.ts";
import { configurationOf, type Configuration } from "../../../worker/stores/configuration.ts";
import { environment, START, StoreUnderTest } from "../store-under-test.ts";

const CSV = [
  ["E-Mail ", "Points_Balance", "First name"],
  ["anna@example.com", "1200", '"An""na, the\n""1st"""'],
  ["", "", ""],
  ["ben@example.com", "7", '""'],
  ["cy@example.com", '"8"', 'C"y'],
];
const settings = {
  map: { columns: { email: "e-mail", points: "points balance", firstName: "First Name" } },
  choices: choices.parse({}),
};

let configuration: Configuration;
beforeAll(async () => {
  const { keys } = await StoreUnderTest.make(null);
  const found = await configurationOf(environment, keys.publishable.key, "publishable");
  if (!found) throw new Error("The store has no such key.");
  configuration = found;
});

/** All rows of a text in parts of `size` characters, `most` at a time. */
function rowsIn(text: string, size: number, most: number) {
  const reading = { store: { configuration, now: START }, choices: settings.choices, madeAt: START };
  const parts = Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
    text.slice(index * size, (index + 1) * size),
  );
  let place: Place = { header: null, part: 1, position: 0, carry: "" };
  const found: unknown[] = [];
  for (let isOver = false; !isOver;) {
    const part = parts[place.part - 1];
    if (part === undefined) throw new Error("It reads past the end.");
    const about = { kind: "members" as const, rowCount: found.length, lastPart: parts.length };
    const read = readRows(about, settings, place, part, reading, most);
    found.push(
      ...read.rows.map(({ row, record }) => [
        row,
        record?.type === "member" ? [record.email, record.lots[0]?.points, record.firstName] : null,
      ]),
    );
    ({ place, isOver } = read);
  }
  return found;
}

const EXPECTED = [
  [1, ["anna@example.com", 1200, 'An"na, the\n"1st"']],
  [2, ["ben@example.com", 7, null]],
  [3, ["cy@example.com", 8, 'C"y']],
];

test.each([
  [",", "\n"],
  [";", "\r\n"],
  ["\t", "\r"],
])(
  "separated by %j, lines by %j: cut at every place, read one row or all at a time",
  async (separator, end) => {
    const lines = CSV.map((cells) => cells.join(separator));
    for (const text of [`\ufeff${lines.join(end)}`, `${lines.join(end)}${end}`])
      for (const most of [1, 100])
        for (const size of [1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 1000]) {
          // A name with a line end in it is no name that can be shown.
          const expected = EXPECTED.map(([row, cells]) => [
            row,
            row === 1 ? [...(cells as unknown[]).slice(0, 2), null] : cells,
          ]);
          expect(rowsIn(text, size, most), `${size} ${most}`).toEqual(expected);
        }
  },
);

test("a file that ends within a quoted cell, or with nothing, has the rows that it has", () => {
  expect(rowsIn('e-mail,points balance\n"a@example.com",5\n"b@example.com', 7, 100)).toEqual([
    [1, ["a@example.com", 5, null]],
    [2, ["b@example.com", undefined, null]],
  ]);
  expect(rowsIn("e-mail,points balance\n\n\n", 4, 100)).toEqual([]);
});
