/** `npm run format`: mends what a machine can mend, in the files named or in all. */
import { spawnSync } from "node:child_process";
import { root } from "./steps.ts";

const files = process.argv.length > 2 ? process.argv.slice(2) : ["."];
const options = { cwd: root, stdio: "inherit" } as const;
spawnSync("prettier", ["--write", "--log-level", "warn", ...files], options);
// What is left over is for a person: `npm run lint` says it.
spawnSync("eslint", ["--fix", "--quiet", ...files], { ...options, stdio: "ignore" });
process.exitCode = spawnSync("prettier", ["--write", "--log-level", "warn", ...files], options).status ?? 1;
