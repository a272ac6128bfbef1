/** Imports a text into a store through the Worker's own routes. */
import { z } from "zod";
import { importRowSchema, importSchema, type ImportAnswer } from "../../../worker/imports/answers.ts";
import type { newImport } from "../../../worker/imports/settings.ts";
import type { StoreUnderTest } from "../store-under-test.ts";

type NewImport = z.input<typeof newImport>;
type Row = z.infer<typeof importRowSchema>;

const rowsPage = z.object({ items: z.array(importRowSchema), next: z.string().nullable() });

export async function makeImport(store: StoreUnderTest, input: NewImport): Promise<string> {
  return (await store.server("POST", "/v1/imports", { body: input })).as(importSchema).id;
}

/** Sends the text in parts of `size` characters, wherever that cuts it. */
export async function sendParts(
  store: StoreUnderTest,
  id: string,
  text: string,
  size = 200_000,
): Promise<void> {
  const parts = Math.max(1, Math.ceil(text.length / size));
  for (let number = 1; number <= parts; number++) {
    const body = { text: text.slice((number - 1) * size, number * size), last: number === parts };
    const answer = await store.server("PUT", `/v1/imports/${id}/parts/${number}`, { body });
    if (answer.status !== 200) throw new Error(answer.text);
  }
}

/** Reads on until it is over; gives back how it ended. */
export async function runImport(store: StoreUnderTest, id: string): Promise<ImportAnswer> {
  for (;;) {
    const ran = await store.server("POST", `/v1/imports/${id}/run`, { body: {} });
    if (ran.status !== 200) throw new Error(ran.text);
    const answer = ran.as(importSchema);
    if (answer.status !== "running") return answer;
  }
}

/** All rows that were kept of it. */
export async function rowsOf(store: StoreUnderTest, id: string, query = ""): Promise<Row[]> {
  const rows: Row[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const path = `/v1/imports/${id}/rows?limit=100${query}${cursor === "" ? "" : `&cursor=${cursor}`}`;
    const found: z.infer<typeof rowsPage> = (await store.server("GET", path)).as(rowsPage);
    rows.push(...found.items);
    cursor = found.next;
  }
  return rows;
}

/** Imports the text for real, without a dry run before. */
export async function importText(
  store: StoreUnderTest,
  text: string,
  input: NewImport,
  size?: number,
): Promise<ImportAnswer & { kept: Row[] }> {
  const id = await makeImport(store, { dryRun: false, ...input });
  await sendParts(store, id, text, size);
  return { ...(await runImport(store, id)), kept: await rowsOf(store, id) };
}
