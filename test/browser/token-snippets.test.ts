/** The lines that docs/identity.md gives for signing a shopper's token make one that the Worker takes, in each language. */
import { createHmac } from "node:crypto";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Liquid } from "liquidjs";
import { afterAll, expect, test } from "vitest";
import { checkToken } from "../../worker/storefront/check-token.ts";
import { seal } from "../../worker/stores/seal.ts";
import type { StoreContext } from "../../worker/stores/store-context.ts";

const page = readFileSync("docs/identity.md", "utf8");
const folder = mkdtempSync(join(tmpdir(), "token-snippets-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function snippet(language: string): string {
  const found = new RegExp(`\`\`\`${language}\n([^]*?)\n\`\`\``).exec(page)?.[1];
  if (found === undefined) throw new Error(`docs/identity.md has no lines of ${language}.`);
  return found;
}

const KEY = "pk_of-the-shop";
const KID = "kid_1";
const SECRET = "abcdefghijklmnopqrstuvwxyz-_0123456789ABCDE";
const settings = { REGULARS_KEY: KEY, REGULARS_SIGNING_KEY_ID: KID, REGULARS_SIGNING_KEY: SECRET };

const customers = [
  { id: "cus_81", email: "anna@example.com", first_name: "Anna", firstName: "Anna" },
  { id: 773109914, email: "zoe@example.com", first_name: 'Zoë "Z" <🐎>', firstName: 'Zoë "Z" <🐎>' },
  { id: "7", first_name: "李雷", firstName: "李雷" },
  { id: "8" },
];

/** What the Worker's own rules find of a token. */
async function checked(token: string) {
  const environment = { SEALING_KEY: btoa("token-snippets".padEnd(32, "-")) };
  const context = {
    environment,
    realNow: Date.now(),
    configuration: {
      publishableKey: KEY,
      signingKeys: [{ kid: KID, sealed: await seal(environment as StoreContext["environment"], SECRET) }],
    },
  } as unknown as StoreContext;
  return checkToken(context, token);
}

async function expectGood(
  token: string,
  customer: (typeof customers)[number],
  withEmail = true,
): Promise<void> {
  const { checks, named } = await checked(token);
  expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(named.customer).toEqual({
    id: String(customer.id),
    email: withEmail ? (customer.email ?? null) : null,
    firstName: customer.first_name ?? (withEmail ? null : "?"),
  });
}

/** By language: how its program is called, the file it is in, and the lines that sign for every customer of a file. */
const languages: [name: string, program: string, file: string, before: string, rest: string][] = [
  [
    "js",
    process.execPath,
    "sign.mjs",
    "",
    `import { readFileSync } from "node:fs";
     const customers = JSON.parse(readFileSync(process.argv[2], "utf8"));
     console.log(JSON.stringify(customers.map((each) => shopperToken({ ...each, id: String(each.id) }))));`,
  ],
  [
    "php",
    "php",
    "sign.php",
    "<?php\n",
    `echo json_encode(array_map('shopper_token', json_decode(file_get_contents($argv[1]), true)));`,
  ],
  [
    "python",
    "python3",
    "sign.py",
    "",
    `import sys
print(json.dumps([shopper_token(each) for each in json.load(open(sys.argv[1], encoding="utf-8"))]))`,
  ],
  [
    "ruby",
    "ruby",
    "sign.rb",
    "",
    `puts JSON.generate(JSON.parse(File.read(ARGV[0], encoding: "UTF-8")).map { |each| shopper_token(each) })`,
  ],
];

for (const [name, program, file, before, rest] of languages) {
  const isHere = spawnSync(program, ["--version"]).status === 0;
  test.skipIf(!isHere)(`${name}${isHere ? "" : ` (there is no ${program} on this machine)`}`, async () => {
    const [source, input] = [join(folder, file), join(folder, "customers.json")];
    writeFileSync(source, `${before}${snippet(name)}\n${rest}\n`);
    writeFileSync(input, JSON.stringify(customers));
    const run = spawnSync(program, [source, input], {
      env: { ...process.env, ...settings },
      encoding: "utf8",
    });
    expect(run.stderr).toBe("");
    const tokens = JSON.parse(run.stdout) as string[];
    expect(tokens).toHaveLength(customers.length);
    for (const [index, token] of tokens.entries()) await expectGood(token, customers[index] ?? { id: "" });
  });
}

test("liquid, with the filters as Shopify documents them", async () => {
  const engine = new Liquid();
  engine.registerFilter("hmac_sha256", (text: string, secret: string) =>
    createHmac("sha256", secret).update(text).digest("hex"),
  );
  // With the padding, in the letters of RFC 4648's section 5.
  engine.registerFilter("base64_url_safe_encode", (text: string) =>
    btoa(String.fromCharCode(...new TextEncoder().encode(text)))
      .replaceAll("+", "-")
      .replaceAll("/", "_"),
  );
  const source = snippet("liquid")
    .replace("'pk_…'", `'${KEY}'`)
    .replace("'kid_…'", `'${KID}'`)
    .replace("'…'", `'${SECRET}'`);
  for (const customer of customers) {
    const html = String(await engine.parseAndRender(source, { customer }));
    await expectGood(/data-token="([\w.-]+)"/.exec(html)?.[1] ?? "", customer, false);
  }
  expect(await engine.parseAndRender(source, {})).not.toContain("data-token");
});

test("what is signed with another secret, or for another shop, is told apart", async () => {
  const forged = spawnSync(process.execPath, [join(folder, "sign.mjs"), join(folder, "customers.json")], {
    env: { ...process.env, ...settings, REGULARS_SIGNING_KEY: "another", REGULARS_KEY: "pk_other" },
    encoding: "utf8",
  });
  const [token = ""] = JSON.parse(forged.stdout) as string[];
  const { checks } = await checked(token);
  expect(checks.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual(["signature", "aud"]);
});
