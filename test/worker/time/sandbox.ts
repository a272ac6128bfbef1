/** A sandbox store, and what the tests of time look at in it. */
import { z } from "zod";
import { databaseOf } from "../../../worker/database/client.ts";
import { noticeSchema, type Notice } from "../../../worker/notices/answers.ts";
import type { NewStore } from "../../../worker/stores/create.ts";
import { clockSchema, setClockSchema, type SetClock } from "../../../worker/time/answers.ts";
import { environment, START, StoreUnderTest, type ProgramInput } from "../store-under-test.ts";

export const HOUR = 3_600_000;

export const database = databaseOf(environment);

/** A sandbox store with the program. */
export async function makeSandbox(
  program: ProgramInput,
  now = START,
  more: Partial<NewStore> = {},
): Promise<StoreUnderTest> {
  return StoreUnderTest.make(program, now, { sandbox: true, ...more });
}

/** Sets the store's clock forward, in as many requests as it takes. */
export async function advance(store: StoreUnderTest, days: number): Promise<SetClock> {
  let answer = await setClock(store, { advanceDays: days });
  for (let tries = 0; !answer.reached && tries < 50; tries++)
    answer = await setClock(store, { to: answer.to });
  return answer;
}

/** One request that sets the store's clock. */
export async function setClock(store: StoreUnderTest, body: object, key?: string): Promise<SetClock> {
  const answer = await store.server("POST", "/v1/test-clock", {
    body,
    ...(key === undefined ? {} : { key }),
  });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.as(setClockSchema);
}

/** What the store's clock says. */
export async function clockOf(store: StoreUnderTest): Promise<z.infer<typeof clockSchema>> {
  return (await store.server("GET", "/v1/test-clock")).as(clockSchema);
}

/** Every notice of the store, in order. */
export async function noticesOf(store: StoreUnderTest): Promise<Notice[]> {
  const answer = await store.server("GET", "/v1/notices?limit=100");
  return answer.as(z.object({ items: z.array(noticeSchema), next: z.null() })).items;
}

const lotRow = z.object({
  granted: z.int(),
  remaining: z.int(),
  available_at: z.int(),
  due_at: z.int(),
  expires_at: z.int(),
  warned_at: z.int().nullable(),
});

/** The lots of a member in the order in which they were granted. */
export async function lotsOf(store: StoreUnderTest, memberId: string): Promise<z.infer<typeof lotRow>[]> {
  const { results } = await environment.DB.prepare(
    `SELECT granted, remaining, available_at, due_at, expires_at, warned_at FROM lots
     WHERE store_id = ?1 AND member_id = ?2 ORDER BY granted_at, id`,
  )
    .bind(store.id, memberId)
    .all();
  return z.array(lotRow).parse(results);
}
