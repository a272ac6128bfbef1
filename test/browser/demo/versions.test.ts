import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keepOldVersions } from "../../../scripts/cloudflare/old-versions.ts";
import { chunksInUse, keepRecent, noteBuilt } from "../../../scripts/widget/kept-files.ts";
import { buildPinned, integrityOf, readVersions } from "../../../scripts/widget/pinned.ts";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 22);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "regulars-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** A build as `buildWidget` does it, of a panel and a pinned file with that text. */
async function build(text: string, now: number): Promise<void> {
  const earlier = await keepRecent(folder, now);
  const words = {
    hash: "0",
    files: new Map<string, string>(),
    launcher: {},
    texts: new Map([["de", `{"core":"${text}"}`]]),
  };
  await buildPinned(folder, () => Promise.resolve(text), words, earlier, now);
  await writeFile(join(folder, "loader.js"), text);
  await writeFile(join(folder, `panel-${text}.js`), text);
  await noteBuilt(folder, [`panel-${text}.js`]);
}

const chunks = async () => (await readdir(folder)).filter((name) => name.startsWith("panel-")).sort();
const versions = async () => (await readVersions(folder)).map(({ date }) => (Date.parse(date) - NOW) / DAY);

describe("a new build", () => {
  it("leaves what it replaced for thirty days, counted from when it was replaced", async () => {
    await build("aa", NOW - 90 * DAY);
    await build("bb", NOW);
    expect(await chunks()).toEqual(["panel-aa.js", "panel-bb.js"]);
    expect(await chunksInUse(folder)).toEqual(["panel-bb.js"]);
    await build("cc", NOW + 29 * DAY);
    expect(await chunks()).toEqual(["panel-aa.js", "panel-bb.js", "panel-cc.js"]);
    await build("dd", NOW + 31 * DAY);
    expect(await chunks()).toEqual(["panel-bb.js", "panel-cc.js", "panel-dd.js"]);
  });

  it("of what there was before is in use again", async () => {
    await build("aa", NOW);
    await build("bb", NOW + DAY);
    await build("aa", NOW + 2 * DAY);
    expect(await chunksInUse(folder)).toEqual(["panel-aa.js"]);
    await build("aa", NOW + 60 * DAY);
    expect(await chunks()).toEqual(["panel-aa.js"]);
  });

  it("lists its pinned version first, and those of the last thirty days after it", async () => {
    await build("aa", NOW);
    await build("bb", NOW + DAY);
    await build("bb", NOW + 2 * DAY);
    expect(await versions()).toEqual([1, 0]);
    const [built] = await readVersions(folder);
    const code = await readFile(join(folder, built?.file.replace("/widget/", "") ?? ""));
    expect(built).toMatchObject({ integrity: integrityOf(code), bytes: 2 });
    await build("cc", NOW + 30.5 * DAY);
    expect(await versions()).toEqual([30.5, 1]);
    expect(await readdir(join(folder, "v"))).toHaveLength(2);
  });
});

describe("a deployment", () => {
  it("brings along every version that was ever deployed, as it was, and stops where one isn't", async () => {
    const deployed = await mkdtemp(join(tmpdir(), "regulars-"));
    const here = folder;
    folder = deployed;
    await build("aa", NOW - 400 * DAY);
    folder = here;
    await build("bb", NOW - DAY);
    await build("cc", NOW);
    const server = createServer((request, response) => {
      const path = new URL(request.url ?? "", "http://localhost").pathname.replace("/widget/", "");
      readFile(join(deployed, path)).then(
        (content) => response.end(content),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const url = `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
    const [old] = await readVersions(deployed);
    expect(await keepOldVersions(url, NOW, folder)).toEqual([old?.version]);
    expect(await versions()).toEqual([0, -400]);
    const path = join(folder, old?.file.replace("/widget/", "") ?? "");
    expect(await readFile(path, "utf8")).toBe("aa");
    expect(await readFile(join(path, "../de.json"), "utf8")).toBe(`{"core":"aa"}`);
    await mkdir(join(deployed, "v"), { recursive: true });
    await writeFile(join(deployed, old?.file.replace("/widget/", "") ?? ""), "changed");
    await expect(keepOldVersions(url, NOW, folder)).rejects.toThrow("is not what it was");
    server.close();
    await rm(deployed, { recursive: true });
  });
});
