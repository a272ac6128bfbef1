import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { makeCertificates } from "./test/browser/certificates.ts";
import { chromiumLaunchOptions } from "./test/browser/chromium.ts";
import { trusting } from "./test/browser/trust.ts";

// Mail servers that the Worker's tests speak TLS with have them.
const certificates = makeCertificates();
const { cloudflareTest, readD1Migrations } = await trusting(
  certificates.authority,
  () => import("@cloudflare/vitest-plugin"),
);

// `npm run test:long` takes the long tests and `npm test` all others.
const long = process.env.REGULARS_LONG === "1";
const files = (folder: string) => ({
  include: [`test/${folder}/**/*.${long ? "long.test" : "test"}.ts`],
  exclude: long ? [] : ["**/*.long.test.ts"],
});

/** What the build gives names of its own. */
const sources: Record<string, string> = {
  "virtual:card": resolve("widget/card/source.ts"),
  "virtual:languages": resolve("widget/words/source.ts"),
  "virtual:inline-words": resolve("widget/elements/words-source.ts"),
};

// wrangler wants the assets directory to exist, even before the widget is built.
mkdirSync("dist/assets", { recursive: true });

export default defineConfig({
  test: {
    passWithNoTests: true,
    // Of two cores vitest would leave one free.
    maxWorkers: "100%",
    projects: [
      {
        // In workerd, on a real D1 which every test file gets empty.
        plugins: [
          cloudflareTest(async () => ({
            main: "./test/worker/main.ts",
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: {
              durableObjects: { QUICK_DATABASE: { className: "QuickDatabase", useSQLite: true } },
              bindings: {
                TEST_MIGRATIONS: await readD1Migrations("migrations"),
                SEALING_KEY: btoa("regulars-tests-only".padEnd(32, "-")), // 32 bytes
              },
            },
          })),
        ],
        test: {
          name: "worker",
          ...files("worker"),
          globalSetup: ["test/browser/mail-server.ts"],
          provide: { certificates: certificates.of },
          setupFiles: ["test/worker/setup.ts"],
          testTimeout: long ? 600_000 : 20_000,
          // Every test makes stores of its own, so that files may share an isolate and its database.
          isolate: false,
          hookTimeout: 60_000,
        },
      },
      {
        // In a real Chromium, each file in a page of its own.
        plugins: [
          {
            name: "chunks-from-their-sources",
            resolveId: (id: string) => sources[id] ?? null,
          },
        ],
        test: {
          name: "widget",
          ...files("widget"),
          // One page at a time, when the other tests are done: a page behind another is drawn late, or never.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          testTimeout: long ? 120_000 : 15_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: await chromiumLaunchOptions() }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
      {
        // End to end: Node drives a browser on the demo store. The long ones one at a time: some hold how fast a page is.
        test: {
          name: "browser",
          ...files("browser"),
          environment: "node",
          fileParallelism: !long,
          // A page that loads takes longer than the usual second on a busy machine.
          expect: { poll: { timeout: 20_000 } },
          testTimeout: long ? 600_000 : 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
