/** The first two stories: in two files, so that they run side by side. */
import { test } from "vitest";
import { deliverEveryArrangement, stories, type Story } from "./deliveries.ts";

test.each(Object.entries<Story>(stories).slice(0, 2))(
  "promise 6: up to six of an order's states, in every order of arrival and with repeats, end alike: %s",
  async (_name, story) => deliverEveryArrangement(story),
);
