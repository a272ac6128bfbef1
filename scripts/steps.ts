/** Runs commands as named steps, keeps what they print, and says what came of them. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The project's folder, without a slash at the end. */
export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

/** A command with a name for people. */
export interface Step {
  name: string;
  command: [program: string, ...args: string[]];
}

interface Outcome {
  name: string;
  passed: boolean;
  /** Everything that the command printed. */
  output: string;
  seconds: number;
}

/** Runs one step to its end and keeps what it prints. Never throws: a command that can't start has failed. */
export function runStep({ name, command: [program, ...args] }: Step): Promise<Outcome> {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const keep = (text: string) => (output += text);
    child.stdout.setEncoding("utf8").on("data", keep);
    child.stderr.setEncoding("utf8").on("data", keep);
    const end = (passed: boolean) => {
      resolve({ name, passed, output, seconds: (performance.now() - started) / 1000 });
    };
    child.on("error", (error) => {
      keep(error.message);
      end(false);
    });
    child.on("close", (code) => {
      end(code === 0);
    });
  });
}

/**
 * Runs the steps, in so many lanes and in the order given, and says a line for each as it ends, with its output when it
 * failed. Gives back the names of those that failed.
 */
export async function runSteps(
  steps: Step[],
  { lanes = 2, say = console.log }: { lanes?: number; say?: (line: string) => void } = {},
): Promise<string[]> {
  const failed: string[] = [];
  const waiting = [...steps];
  const lane = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const { name, passed, output, seconds } = await runStep(step);
      say(`${passed ? "ok    " : "FAILED"} ${name} (${seconds.toFixed(1)} s)`);
      if (passed) continue;
      failed.push(name);
      say(`${output.trim()}\n`);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return failed;
}
