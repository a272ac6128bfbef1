/** What the built widget leaves on the page that it is on. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { measureOnAPage } from "../../../bench/on-a-page.ts";
import { ZooShop } from "./shop.ts";

let shop: ZooShop;
beforeAll(async () => {
  shop = await ZooShop.open();
});
afterAll(() => shop.close());

test("forty opens leave no node and no listener behind, and nothing on the page moves", async () => {
  const { layoutShift, leakedNodes, leakedListeners } = await measureOnAPage(shop);
  expect({ layoutShift, leakedNodes, leakedListeners }).toEqual({
    layoutShift: 0,
    leakedNodes: 0,
    leakedListeners: 0,
  });
});
