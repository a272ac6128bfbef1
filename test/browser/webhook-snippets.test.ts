/** The lines that docs/webhooks.md gives for verifying a webhook do what it says, in each language that is here. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { afterAll, expect, test } from "vitest";

const page = readFileSync("docs/webhooks.md", "utf8");
const folder = mkdtempSync(join(tmpdir(), "webhook-snippets-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function snippet(language: string): string {
  const found = new RegExp(`\`\`\`${language}\n([^]*?)\n\`\`\``).exec(page)?.[1];
  if (found === undefined) throw new Error(`docs/webhooks.md has no lines of ${language}.`);
  return found;
}

interface Case {
  secret: string;
  headers: Record<string, string>;
  body: string;
  good: boolean;
}

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const body = '{"type":"points.earned","data":{"rewardName":"£5 off"}}';

function signed(by: string[], at: number, more: Partial<Case> = {}): Case {
  const signatures = by.map((each) => new Webhook(each).sign("evt_1", new Date(at * 1000), body)).join(" ");
  const headers = { "webhook-id": "evt_1", "webhook-timestamp": String(at), "webhook-signature": signatures };
  return { secret, headers, body, good: true, ...more };
}

function cases(): Case[] {
  const now = Math.floor(Date.now() / 1000);
  const other = `whsec_${btoa("another secret".padEnd(32, "-"))}`;
  const good = signed([secret], now);
  return [
    good,
    signed([other, secret], now),
    signed([secret, other], now - 200),
    signed([other], now, { good: false }),
    signed([secret], now - 301, { good: false }),
    signed([secret], now + 302, { good: false }),
    { ...good, body: `${body} `, good: false },
    { ...good, secret: other, good: false },
    { ...good, headers: {}, good: false },
    { ...good, headers: { ...good.headers, "webhook-id": "evt_2" }, good: false },
    { ...good, headers: { ...good.headers, "webhook-timestamp": "soon" }, good: false },
    { ...good, headers: { ...good.headers, "webhook-signature": "v1," }, good: false },
    { ...good, headers: { ...good.headers, "webhook-signature": "v1a,eA== rubbish" }, good: false },
  ];
}

/** By language: how its program is called, the file it is in, and the lines that try every case of a file. */
const languages: [name: string, program: string, file: string, rest: string][] = [
  [
    "js",
    process.execPath,
    "verify.mjs",
    `import { readFileSync } from "node:fs";
     const cases = JSON.parse(readFileSync(process.argv[2], "utf8"));
     console.log(JSON.stringify(cases.map((each) => isFromRegulars(each.secret, each.headers, each.body))));`,
  ],
  [
    "php",
    "php",
    "verify.php",
    `$cases = json_decode(file_get_contents($argv[1]), true);
     echo json_encode(array_map(fn ($each) => is_from_regulars($each['secret'], $each['headers'], $each['body']), $cases));`,
  ],
  [
    "python",
    "python3",
    "verify.py",
    `import json, sys
cases = json.load(open(sys.argv[1], encoding="utf-8"))
print(json.dumps([is_from_regulars(each["secret"], each["headers"], each["body"].encode()) for each in cases]))`,
  ],
  [
    "ruby",
    "ruby",
    "verify.rb",
    `require "json"
puts JSON.generate(JSON.parse(File.read(ARGV[0])).map { |each| from_regulars?(each["secret"], each["headers"], each["body"]) })`,
  ],
];

test.each(languages)("%s", (language, program, file, rest) => {
  if (spawnSync(program, ["--version"]).error) {
    console.log(`Skipped: there is no ${program} on this machine.`);
    return;
  }
  const tried = cases();
  writeFileSync(join(folder, file), `${language === "php" ? "<?php\n" : ""}${snippet(language)}\n${rest}\n`);
  writeFileSync(join(folder, "cases.json"), JSON.stringify(tried));
  const { stdout, stderr } = spawnSync(program, [join(folder, file), join(folder, "cases.json")], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toEqual(tried.map(({ good }) => good));
});
