import { spawn } from "node:child_process";
import { inProject, projectRoot } from "../local/paths.ts";

/** Wrangler ended with an error; the message is what it said. */
export class WranglerFailed extends Error {}

const program = inProject("node_modules", "wrangler", "bin", "wrangler.js");

// Wrangler takes a run without a terminal, or in CI, for one that nobody can answer.
const unattended = { CI: "true" };
const always = { WRANGLER_SEND_METRICS: "false" };

/**
 * Runs the project's wrangler, unattended, and gives back what it printed.
 *
 * @throws WranglerFailed
 */
export function runWrangler(words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...words], {
      cwd: projectRoot,
      env: { ...process.env, ...always, ...unattended, NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    let complaint = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (complaint += text));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(output);
      else reject(new WranglerFailed(reasonIn(output) ?? (complaint.trim() || output.trim()).slice(-4000)));
    });
  });
}

/**
 * Runs the project's wrangler where a person can see it.
 *
 * @param options.asks false when it must not wait for an answer
 * @throws WranglerFailed, after wrangler has said why
 */
export function showWrangler(
  words: readonly string[],
  options: { asks?: boolean; env?: Record<string, string> } = {},
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...words], {
      cwd: projectRoot,
      env: { ...process.env, ...always, ...(options.asks === false && unattended), ...options.env },
      stdio: "inherit",
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else
        reject(
          new WranglerFailed(
            `\`wrangler ${words.slice(0, 3).join(" ")}\` did not succeed; it says why above.`,
          ),
        );
    });
  });
}

/** The reason in an answer of `--json`, if that is what it is. */
function reasonIn(output: string): string | null {
  try {
    return (JSON.parse(output) as { error?: { text?: string } }).error?.text ?? null;
  } catch {
    return null;
  }
}
