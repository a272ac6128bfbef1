/** The client in Node: its types as they are made, and the package as it is built, over a real connection. */
import { execFile } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { buildClient, CLIENT_TYPES, makeClientTypes } from "../../scripts/build-client.ts";
import { inProject } from "../../scripts/local/paths.ts";

test(`${CLIENT_TYPES} is what docs/openapi.json says`, async () => {
  const committed = await readFile(inProject(CLIENT_TYPES), "utf8");
  const isFresh = committed === (await makeClientTypes());
  expect(isFresh, `${CLIENT_TYPES} is stale: run npm run reference, and commit what changed.`).toBe(true);
});

describe("the built package", () => {
  const member = { id: "mem_1", customerId: "anna" };
  let seen: IncomingMessage["headers"][];
  let origin: string;
  const server = createServer((request, response) => {
    seen.push(request.headers);
    // The first answer gets lost on the way.
    if (seen.length === 1) request.socket.destroy();
    else response.writeHead(201, { "Content-Type": "application/json" }).end(JSON.stringify(member));
  });

  beforeAll(buildClient);
  beforeEach(async () => {
    seen = [];
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.close();
  });

  test("is imported by its name, and sends again what was lost with the same key", async () => {
    const program = `
      import { Regulars } from "regulars/client";
      const crm = new Regulars({ secretKey: "sk_test", origin: ${JSON.stringify(origin)} });
      console.log(JSON.stringify(await crm.members.create({ customerId: "anna" })));`;
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, ["--input-type=module", "-e", program], {
      cwd: inProject(),
    });
    expect(JSON.parse(stdout)).toEqual(member);
    expect(seen).toHaveLength(2);
    expect(new Set(seen.map((headers) => headers["idempotency-key"])).size).toBe(1);
    expect(seen[1]).toMatchObject({ authorization: "Bearer sk_test", "content-type": "application/json" });
  });

  test("has its declarations beside it", async () => {
    expect(await readFile(inProject("dist/client/index.d.ts"), "utf8")).toContain("Regulars");
    expect(await readFile(inProject("dist/client/regulars.js"), "utf8")).not.toMatch(/from "[^.]/);
  });
});
