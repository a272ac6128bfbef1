import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { keepOldChunks } from "../../../scripts/cloudflare/old-chunks.ts";

const day = 86_400_000;
const now = Date.UTC(2026, 10, 22);

let folder: string;
let server: Server;
let url: string;
/** What the Worker that is running serves under /widget/. */
let deployed: Record<string, string>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "regulars-"));
  deployed = {};
  server = createServer((request, response) => {
    const name = new URL(request.url ?? "", "http://localhost").pathname.replace("/widget/", "");
    const text = deployed[name];
    response.writeHead(text === undefined ? 404 : 200).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  url = `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
});

afterEach(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

const build = (name: string) => writeFile(join(folder, name), `new ${name}`);
const list = async () => JSON.parse(await readFile(join(folder, "deployed.json"), "utf8")) as unknown;

it("lists the chunk of a first deployment", async () => {
  await build("panel-aa.js");
  expect(await keepOldChunks(url, now, folder)).toEqual([]);
  expect(await list()).toEqual([{ name: "panel-aa.js", replacedAt: null }]);
});

it("keeps what was replaced in the last thirty days, counted from when it was replaced", async () => {
  await build("panel-dd.js");
  deployed = {
    "panel-bb.js": "bb",
    "panel-cc.js": "cc",
    "deployed.json": JSON.stringify([
      { name: "panel-cc.js", replacedAt: null },
      { name: "panel-bb.js", replacedAt: now - 29 * day },
      { name: "panel-aa.js", replacedAt: now - 31 * day },
    ]),
  };
  expect(await keepOldChunks(url, now, folder)).toEqual(["panel-cc.js", "panel-bb.js"]);
  expect(await readFile(join(folder, "panel-cc.js"), "utf8")).toBe("cc");
  expect((await readdir(folder)).sort()).toEqual([
    "deployed.json",
    "panel-bb.js",
    "panel-cc.js",
    "panel-dd.js",
  ]);
  expect(await list()).toEqual([
    { name: "panel-dd.js", replacedAt: null },
    { name: "panel-cc.js", replacedAt: now },
    { name: "panel-bb.js", replacedAt: now - 29 * day },
  ]);
});

it("leaves a chunk alone that is in use still", async () => {
  await build("panel-aa.js");
  deployed = { "deployed.json": JSON.stringify([{ name: "panel-aa.js", replacedAt: null }]) };
  expect(await keepOldChunks(url, now, folder)).toEqual([]);
  expect(await readFile(join(folder, "panel-aa.js"), "utf8")).toBe("new panel-aa.js");
});

it("stops when a chunk that it should keep doesn't come", async () => {
  await build("panel-bb.js");
  deployed = { "deployed.json": JSON.stringify([{ name: "panel-aa.js", replacedAt: null }]) };
  await expect(keepOldChunks(url, now, folder)).rejects.toThrow("answered 404");
});
