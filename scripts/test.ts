/**
 * `npm test`: builds the widget, runs the tests and beside them checks the types, and ends with one line of counts.
 * `npm run test:long` (`--long`) runs the long tests instead, and beside them lints the code and checks how it is written.
 * Further arguments go to vitest, and leave out the checks: `npm test -- test/worker/orders --project worker`.
 */
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { z } from "zod";
import { form, types } from "./check.ts";
import { root, runSteps } from "./steps.ts";

const long = process.argv.includes("--long");
const forVitest = process.argv.slice(2).filter((argument) => argument !== "--long");
const reportFile = `${root}/.cache/${long ? "test-long" : "test"}.json`;

const failed = await runSteps([{ name: "build", command: ["npm", "run", "--silent", "build:ready"] }]);
// The checks go beside the tests, in a lane of their own; what they say waits, so that each is read in one piece.
const said: string[] = [];
const checking =
  forVitest.length > 0
    ? Promise.resolve([])
    : runSteps(long ? form : types, { lanes: 1, say: (line) => said.push(line) });
if (!(await runVitest())) failed.push("tests");
failed.push(...(await checking));
for (const line of said) console.log(line);

const counts = readCounts();
if (counts === undefined) console.log("The tests ended without a report.");
if (failed.length > 0) console.log(`Failed: ${failed.join(", ")}`);
const { passed, failures, skipped } = counts ?? { passed: 0, failures: 0, skipped: 0 };
console.log(`${passed} passed, ${failures} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = failed.length > 0 || failures > 0 || counts === undefined ? 1 : 0;

/** Whether vitest ended well; it prints for itself, and writes its report to `reportFile`. */
function runVitest(): Promise<boolean> {
  mkdirSync(`${root}/.cache`, { recursive: true });
  rmSync(reportFile, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`];
  const child = spawn("vitest", ["run", ...reporters, ...forVitest], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...(long ? { REGULARS_LONG: "1" } : {}) },
  });
  return new Promise((resolve) => {
    child.on("error", () => {
      resolve(false);
    });
    child.on("close", (code) => {
      resolve(code === 0);
    });
  });
}

/** The tests by outcome, as vitest's report has them; undefined when there is none. */
function readCounts() {
  const Report = z.object({
    numPassedTests: z.number(),
    numFailedTests: z.number(),
    numPendingTests: z.number(),
    numTodoTests: z.number(),
    testResults: z.array(
      z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
    ),
  });
  let text;
  try {
    text = readFileSync(reportFile, "utf8");
  } catch {
    return undefined;
  }
  const report = Report.parse(JSON.parse(text));
  // A file that can't be loaded has no failed test to show for it: it counts as one.
  const broken = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  );
  return {
    passed: report.numPassedTests,
    failures: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
