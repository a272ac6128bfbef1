import { newId } from "../database/id.ts";
import { imports } from "../database/schema.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../http/idempotency.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { importAnswer, type ImportRow } from "./answers.ts";
import { columnMaps } from "./column-maps.ts";
import { choices, type NewImport, type Settings } from "./settings.ts";

/** Makes an import that waits for the parts of its file. */
export async function createImport(
  context: StoreContext,
  input: NewImport,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const { database, storeId, now } = context;
  const map = input.map ?? null;
  const known = typeof map === "string" ? columnMaps[map] : null;
  const chosen = input.choices ?? choices.parse({});
  // How a platform writes its dates holds unless the owner says how this file does.
  const dates = chosen.dates === "unambiguous" ? (known?.dates ?? chosen.dates) : chosen.dates;
  const settings: Settings = { map, choices: { ...chosen, dates } };
  const row: ImportRow = {
    storeId,
    id: newId("imp", now),
    kind: input.kind,
    label: input.from ?? known?.from ?? "another program",
    settings: JSON.stringify(settings),
    dryRun: input.dryRun,
    round: 1,
    header: null,
    part: 1,
    position: 0,
    carry: "",
    lastPart: null,
    rowCount: 0,
    created: 0,
    changed: 0,
    unchanged: 0,
    refused: 0,
    revision: 1,
    createdAt: now,
    finishedAt: null,
    failure: null,
  };
  return keyedWrite(context, request, [database.insert(imports).values(row)], {
    status: 201,
    body: importAnswer({ ...row, received: 0 }),
  });
}
