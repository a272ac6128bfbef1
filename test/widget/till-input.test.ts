/** What somebody types at a till is understood as they meant it, or not at all. */
import { describe, expect, it } from "vitest";
import { lookupsOf, minorUnitsOf } from "../../till/read-input.ts";

describe("an amount", () => {
  it.each([
    ["12.50", 2, 1250],
    ["12,5", 2, 1250],
    ["12", 2, 1200],
    [" £ 3 ", 2, 300],
    ["1,250", 2, 125_000],
    ["1.250,00", 2, 125_000],
    ["1\u00a0250,00 €", 2, 125_000],
    ["1’250.05", 2, 125_005],
    [".5", 2, 50],
    ["0", 2, 0],
    ["1,250", 0, 1250],
    ["1.250", 3, 1250],
    ["1.5", 0, null],
    ["-5", 2, null],
    ["12.50.1", 2, null],
    ["1,25,000", 2, null],
    ["", 2, null],
    ["£", 2, null],
    ["twelve", 2, null],
  ])("%s with %i decimals", (typed, decimals, minor) => {
    expect(minorUnitsOf(typed, decimals)).toBe(minor);
  });
});

describe("somebody to look up", () => {
  it.each([
    ["anna@example.com", [{ email: "anna@example.com" }]],
    ["rgl:4829036157.TP3K2A.7Q4KM2XPRW0000AB ", [{ code: "rgl:4829036157.TP3K2A.7Q4KM2XPRW0000AB" }]],
    ["482 903-6157", [{ number: "4829036157" }, { phone: "482 903-6157" }]],
    ["07700 900123", [{ phone: "07700 900123" }]],
    ["+44 7700 900123", [{ phone: "+44 7700 900123" }]],
    ["0482903615", [{ phone: "0482903615" }]],
    ["Anna", []],
    ["12", []],
    ["", []],
  ])("%s", (typed, ways) => {
    expect(lookupsOf(typed)).toEqual(ways);
  });
});
