/** `npm run check`: everything that can be said of the code without running it; `check types` and `check lint`. */
import { runSteps, type Step } from "./steps.ts";

const types: Step[] = ["worker", "widget", "client", "node"].map((part) => ({
  name: `types: ${part}`,
  command: ["tsc", "--project", `tsconfig.${part}.json`],
}));

/** With types: it takes longer than all other checks together. */
const lint: Step = { name: "lint", command: ["eslint", "--max-warnings", "0", "."] };

const form: Step[] = [
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

/** What `npm test` checks beside the tests, and what the long tests do: together everything there is. */
export const checks: Step[] = [...types, ...form];
export const longChecks: Step[] = [lint];

if (import.meta.main) {
  const only = process.argv[2];
  const steps = only === "types" ? types : only === "lint" ? [lint, ...form] : [lint, ...types, ...form];
  const failed = await runSteps(steps);
  if (failed.length > 0) {
    console.log(`Failed: ${failed.join(", ")}`);
    process.exitCode = 1;
  }
}
