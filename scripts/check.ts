/** `npm run check`: everything that can be said of the code without running it; `check types` and `check lint`. */
import { runSteps, type Step } from "./steps.ts";

/** Whether the types hold: checked beside the tests. */
export const types: Step[] = ["worker", "widget", "client", "node"].map((part) => ({
  name: `types: ${part}`,
  command: ["tsc", "--project", `tsconfig.${part}.json`],
}));

/** How it is written: checked beside the long tests, for lint with types takes longer than all the rest. */
export const form: Step[] = [
  { name: "lint", command: ["eslint", "--max-warnings", "0", "."] },
  {
    name: "format",
    command: [
      "prettier",
      "--check",
      "--cache",
      "--cache-strategy",
      "content",
      "--cache-location",
      ".cache/format",
      "--log-level",
      "warn",
      ".",
    ],
  },
  { name: "import directions", command: ["depcruise", "--config", ".dependency-cruiser.mjs", "."] },
  { name: "dead code", command: ["knip", "--no-progress"] },
  { name: "migrations", command: ["node", "scripts/check-migrations.ts"] },
];

if (import.meta.main) {
  const only = process.argv[2];
  const steps = only === "types" ? types : only === "lint" ? form : [...form, ...types];
  const failed = await runSteps(steps);
  if (failed.length > 0) {
    console.log(`Failed: ${failed.join(", ")}`);
    process.exitCode = 1;
  }
}
