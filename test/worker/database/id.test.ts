import { expect, test } from "vitest";
import { newId } from "../../../worker/database/id.ts";
import { START } from "../store-under-test.ts";

test("ids made within a millisecond rise, and sort after those of the one before", () => {
  const ids = Array.from({ length: 2000 }, () => newId("ent", START));
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  const later = newId("ent", START + 1);
  expect(later > (ids.at(-1) ?? "")).toBe(true);
  expect(later).toMatch(/^ent_[0-9a-hjkmnp-tv-z]{26}$/);
});
