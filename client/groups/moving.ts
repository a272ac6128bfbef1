import type { Answer, Body, Call, Query } from "../call.ts";
import { at, Pages } from "../pages.ts";
import type { CallOptions } from "../send.ts";

/** Characters of a part: in UTF-8 and written as JSON well below the 256 KiB that a request may have. */
const PART = 60_000;

/** A line of an export; docs/moving.md says what each type has. */
export interface ExportLine {
  type: string;
  [field: string]: unknown;
}

/** What another program knows, brought over: `crm.imports`. */
export function imports(call: Call) {
  const run = (id: string, options?: CallOptions) =>
    call("postV1ImportsByIdRun", { path: { id }, body: {} }, options);
  return {
    /** Makes an import, a dry run unless `dryRun` is false. */
    create: (about: Body<"postV1Imports">, options?: CallOptions) =>
      call("postV1Imports", { body: about }, options),

    list: (query: Query<"getV1Imports"> = {}, options?: CallOptions) =>
      new Pages<Answer<"getV1Imports">>((cursor) =>
        call("getV1Imports", { query: { ...query, ...at(cursor) } }, options),
      ),

    get: (id: string, options?: CallOptions) => call("getV1ImportsById", { path: { id } }, options),

    /**
     * Sends the whole text of a file, in parts, and gives back the import after each. Started again with the same text
     * it goes on after the parts that are there.
     */
    async *upload(
      id: string,
      text: string,
      options?: CallOptions,
    ): AsyncGenerator<Answer<"getV1ImportsById">> {
      const { parts } = await call("getV1ImportsById", { path: { id } }, options);
      const texts = partsOf(text);
      for (let index = Math.min(parts.received, texts.length - 1); index < texts.length; index++) {
        const body = { text: texts[index] ?? "", last: index === texts.length - 1 };
        yield await call("putV1ImportsByIdPartsByNumber", { path: { id, number: index + 1 }, body }, options);
      }
    },

    /** Reads the next rows; `running` until all of the file that is there is read. */
    run,

    /** Reads on until it is over, or waits for a part, and gives back how far it is after each slice. */
    async *runs(id: string, options?: CallOptions): AsyncGenerator<Answer<"postV1ImportsByIdRun">> {
      for (;;) {
        const how = await run(id, options);
        yield how;
        if (how.status !== "running") return;
      }
    },

    /** Writes what a dry run has read, from its beginning. */
    importForReal: (id: string, options?: CallOptions) =>
      call("patchV1ImportsById", { path: { id }, body: { dryRun: false } }, options),

    /** What came of single rows: of a dry run all, of a real one those to look at. */
    rows: (id: string, query: Query<"getV1ImportsByIdRows"> = {}, options?: CallOptions) =>
      new Pages<Answer<"getV1ImportsByIdRows">>((cursor) =>
        call("getV1ImportsByIdRows", { path: { id }, query: { ...query, ...at(cursor) } }, options),
      ),
  };
}

/** Everything that the store has, line by line: `for await (const line of crm.exportAll())`. */
export function exportAll(call: Call) {
  return async function* lines(options?: CallOptions): AsyncGenerator<ExportLine> {
    for (let cursor: string | undefined = ""; cursor !== undefined;) {
      const page = (await call(
        "getV1Export",
        { query: at(cursor === "" ? undefined : cursor) },
        options,
      )) as ExportLine[];
      const last = page.at(-1);
      const goesOn = last?.type === "next" && typeof last.cursor === "string";
      cursor = goesOn ? String(last.cursor) : undefined;
      yield* goesOn ? page.slice(0, -1) : page;
    }
  };
}

/** The text in parts, none of which ends between the two halves of a character. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  for (let from = 0; from < text.length || parts.length === 0;) {
    const end = from + PART;
    const isHalf = end < text.length && /[\ud800-\udbff]/.test(text.charAt(end - 1));
    parts.push(text.slice(from, isHalf ? end - 1 : end));
    from = isHalf ? end - 1 : end;
  }
  return parts;
}
