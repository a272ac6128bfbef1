/**
 * Runs tests in a copy of the project, again and again in one process: to start, and to read all the code, takes longer
 * than most tests. scripts/mutants.ts starts it in the copy's folder and asks it, one request after the other.
 */
import { resolve } from "node:path";
import { createVitest } from "vitest/node";

export interface LaneRequest {
  /** Files that changed since the last request, and tests to run; relative to the copy's folder. */
  changed: string[];
  tests: string[];
}

/** The first test that failed, or what else went wrong; null where all passed. */
export interface LaneAnswer {
  failed: string | null;
}

// On a busy machine a test may take its time: only scripts/mutants.ts says when it is too long.
const testTimeout = 600_000;
const vitest = await createVitest({
  watch: false,
  project: ["worker"],
  bail: 1,
  reporters: [{}],
  testTimeout,
});
await vitest.standalone();

process.on("message", (request: LaneRequest) => {
  void run(request).then((failed) => process.send?.({ failed } satisfies LaneAnswer));
});
// Who asked is gone.
process.on("disconnect", () => process.exit());
process.send?.({ failed: null } satisfies LaneAnswer);

async function run({ changed, tests }: LaneRequest): Promise<string | null> {
  for (const file of changed) vitest.invalidateFile(resolve(file));
  const paths = tests.map((test) => resolve(test));
  const wanted = vitest.projects.flatMap((project) => paths.map((path) => project.createSpecification(path)));
  try {
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(wanted);
    // Modules of earlier requests are among the results.
    for (const testModule of testModules) {
      if (!paths.includes(testModule.moduleId) || testModule.ok()) continue;
      const [first] = testModule.children.allTests("failed");
      return first?.fullName ?? testModule.relativeModuleId;
    }
    return unhandledErrors.length > 0 ? String(unhandledErrors[0]) : null;
  } catch (error) {
    return String(error);
  }
}
