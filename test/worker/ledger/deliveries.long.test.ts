import { test } from "vitest";
import { DAY, START, StoreUnderTest } from "../store-under-test.ts";
import { arrangements, deliverAll, rows } from "./deliveries.ts";

test("promise 6: up to five of an order's six states, in every order of arrival, end alike", async () => {
  const store = await StoreUnderTest.make();
  store.now = START + DAY;
  await deliverAll(
    store,
    [1, 2, 3, 4, 5].flatMap((length) => arrangements(6, length)),
  );
});

test("promise 6: four deliveries of any of its six states, repeats included, end alike", async () => {
  const store = await StoreUnderTest.make();
  store.now = START + DAY;
  await deliverAll(store, rows(6, 4));
});
