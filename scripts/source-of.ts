/**
 * `node scripts/source-of.ts 2:91730 …`: where in the sources places of the bundled Worker are, as an error's noted frames
 * name them (line:column). It reads the source map of `npm run build`'s Worker: build the version that runs.
 */
import { readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import { inProject } from "./local/paths.ts";

const map = new SourceMap(
  JSON.parse(readFileSync(inProject("dist/worker/index.js.map"), "utf8")) as SourceMapPayload,
);
for (const place of process.argv.slice(2)) {
  const [line = 0, column = 0] = place.split(":").slice(-2).map(Number);
  // A stack counts from one, a source map from nought.
  const entry = map.findEntry(line - 1, column - 1);
  const found = "originalSource" in entry;
  console.log(
    found ? `${place}  ${entry.originalSource}:${entry.originalLine + 1}` : `${place}  is no place in it`,
  );
}
