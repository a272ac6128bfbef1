/** What a page is told of how points are earned. */
import { expect, test } from "vitest";
import { storefrontSchema } from "../../../worker/storefront/answers.ts";
import { PROGRAM, StoreUnderTest } from "../store-under-test.ts";

test("a page knows the other rates, what earns nothing, and the caps, not only the base rate", async () => {
  const lighting = { collections: ["lighting"] };
  const store = await StoreUnderTest.make({
    ...PROGRAM,
    earning: {
      order: {
        points: 1,
        per: 100,
        rates: [{ products: lighting, points: 3, per: 100 }],
        exclude: { tags: ["deposit"] },
      },
      caps: [{ points: 500, period: "day" }],
    },
  });
  const answer = await store.page("GET", "/storefront/program");
  expect(answer.as(storefrontSchema).program.earning).toMatchObject({
    order: {
      points: 1,
      per: 100,
      rates: [{ products: lighting, points: 3, per: 100 }],
      exclude: { tags: ["deposit"] },
    },
    caps: [{ points: 500, period: "day" }],
  });
});
