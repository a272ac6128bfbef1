import { expect, test } from "vitest";
import { firstId, newId, timeOfId } from "../../../worker/database/id.ts";
import { START } from "../store-under-test.ts";

test("ids made within a millisecond rise, and sort after those of the one before", () => {
  const ids = Array.from({ length: 2000 }, () => newId("ent", START));
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  const later = newId("ent", START + 1);
  expect(later > (ids.at(-1) ?? "")).toBe(true);
  expect(later).toMatch(/^ent_[0-9a-hjkmnp-tv-z]{26}$/);
});

test("an id says when it was made, and none made before sorts after the first of its time", () => {
  for (const at of [0, START - 1, START, START + 1]) {
    expect(timeOfId(newId("mem", at))).toBe(at);
    expect(firstId("mem", at) <= newId("mem", at)).toBe(true);
    if (at > 0) expect(firstId("mem", at) > newId("mem", at - 1)).toBe(true);
  }
});
