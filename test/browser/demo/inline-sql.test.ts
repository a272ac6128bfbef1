import { describe, expect, it } from "vitest";
import { inlineSql } from "../../../scripts/store/inline-sql.ts";

describe("a statement with its values written into it", () => {
  it("takes text, numbers, truth and nothing", () => {
    expect(inlineSql("INSERT INTO t VALUES (?, ?, ?, ?)", ["O'Neil", 1.5, true, null])).toBe(
      "INSERT INTO t VALUES ('O''Neil', 1.5, 1, NULL)",
    );
  });

  it("takes no place where there is only a question mark in quotes or a comment", () => {
    const sql = `SELECT '?''?', "a?b" -- why?\n, /* ? */ ? FROM t`;
    expect(inlineSql(sql, ["x"])).toBe(`SELECT '?''?', "a?b" -- why?\n, /* ? */ 'x' FROM t`);
  });

  it("doesn't look for places inside values", () => {
    expect(inlineSql("SELECT ?, ?", ["?'", "--"])).toBe("SELECT '?''', '--'");
  });

  it.each<[string, (string | number)[]]>([
    ["SELECT ?", []],
    ["SELECT 1", ["x"]],
    ["SELECT ?1", ["x"]],
    ["SELECT ?", [Number.NaN]],
    ["SELECT ?", ["\0"]],
  ])("refuses %j with %j", (sql, values) => {
    expect(() => inlineSql(sql, values)).toThrow(Error);
  });
});
