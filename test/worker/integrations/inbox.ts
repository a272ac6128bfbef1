/** What a store's inbox holds, as the API tells it. */
import { z } from "zod";
import { inboxItemSchema } from "../../../worker/integrations/inbox/answers.ts";
import type { StoreUnderTest } from "../store-under-test.ts";

export type Item = z.infer<typeof inboxItemSchema>;

export const inboxPage = z.object({ items: z.array(inboxItemSchema), next: z.string().nullable() });

/** The deliveries, the first one first; at most 100. */
export async function inboxOf(store: StoreUnderTest, query = ""): Promise<Item[]> {
  const answer = await store.server("GET", `/v1/inbox?limit=100${query}`);
  return answer.as(inboxPage).items.reverse();
}

/** Status and detail of each. */
export async function outcomesOf(store: StoreUnderTest): Promise<string[]> {
  return (await inboxOf(store)).map(({ status, detail }) => `${status}: ${detail}`);
}
