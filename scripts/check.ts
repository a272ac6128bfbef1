/** `npm run check`: everything that can be said of the code without running it; `check types` and `check lint`. */
import { runSteps, type Step } from "./steps.ts";

const types: Step[] = ["worker", "widget", "client", "node"].map((part) => ({
  name: `types: ${part}`,
  command: ["tsc", "--project", `tsconfig.${part}.json`],
}));

const lint: Step[] = [
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

/** The static checks, the longest first, so that two lanes end together. */
export const checks: Step[] = [...lint.slice(0, 1), ...types, ...lint.slice(1)];

if (import.meta.main) {
  const only = process.argv[2];
  const steps = only === "types" ? types : only === "lint" ? lint : checks;
  const failed = await runSteps(steps);
  if (failed.length > 0) {
    console.log(`Failed: ${failed.join(", ")}`);
    process.exitCode = 1;
  }
}
