/**
 * Breaks the ledger and the rules in one place at a time (scripts/mutants/), in copies of the project, and shows that
 * the tests notice each: `npm run mutants`, or `npm run mutants -- debt` for those whose file or words have that in
 * them. Ends with 1 where one survives, or where its text is no longer there once.
 */
import { fork, type ChildProcess } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { mutants } from "./mutants/all.ts";
import type { LaneAnswer, LaneRequest } from "./mutants/lane.ts";
import type { Mutant } from "./mutants/mutant.ts";
import { root } from "./steps.ts";

/** A mutant that makes a test go round in circles is noticed by that, milliseconds. */
const LONGEST = 180_000;
/** What no copy needs. */
const LEFT_OUT = new Set(["node_modules", ".git", ".cache", ".wrangler", "dist"]);

type Outcome = "killed" | "SURVIVED" | "NOT THERE";

const wanted = process.argv.slice(2);
const chosen = mutants.filter(({ file, what }) => wanted.every((word) => `${file} ${what}`.includes(word)));

/** A copy of the project, and the process that runs tests in it. */
class Lane {
  readonly #copy: string;
  #child: ChildProcess | null = null;
  /** Files that the process has read otherwise than they are now. */
  #changed: string[] = [];

  private constructor(copy: string) {
    this.#copy = copy;
  }

  static async make(): Promise<Lane> {
    return new Lane(await copyOfProject());
  }

  async outcomeOf({ file, is, becomes, tests }: Mutant): Promise<{ outcome: Outcome; by: string | null }> {
    const path = join(this.#copy, file);
    const text = await readFile(path, "utf8").catch(() => "");
    if (text.split(is).length !== 2) return { outcome: "NOT THERE", by: null };
    await this.#write(file, text.split(is).join(becomes));
    try {
      const by = await this.failureIn(tests);
      return { outcome: by === null ? "SURVIVED" : "killed", by };
    } finally {
      await this.#write(file, text);
    }
  }

  /** What fails in the test files (of test/worker) as the copy stands; null for nothing. */
  async failureIn(tests: string[]): Promise<string | null> {
    if (tests.length === 0) return null;
    this.#child ??= await this.#start();
    const request: LaneRequest = {
      changed: this.#changed,
      tests: tests.map((test) => `test/worker/${test}`),
    };
    this.#changed = [];
    this.#child.send(request);
    return this.#answer(this.#child);
  }

  async end(): Promise<void> {
    this.#child?.kill("SIGKILL");
    await rm(this.#copy, { recursive: true, force: true });
  }

  async #write(file: string, text: string): Promise<void> {
    await writeFile(join(this.#copy, file), text);
    this.#changed.push(file);
    // Migrations are read once, by the configuration.
    if (!file.startsWith("worker/")) this.#stop();
  }

  async #start(): Promise<ChildProcess> {
    const child = fork(join(this.#copy, "scripts/mutants/lane.ts"), { cwd: this.#copy, stdio: "ignore" });
    const failed = await this.#answer(child);
    if (failed !== null) throw new Error(`The tests could not be started: ${failed}`);
    return child;
  }

  #stop(): void {
    this.#child?.kill("SIGKILL");
    this.#child = null;
  }

  #answer(child: ChildProcess): Promise<string | null> {
    return new Promise((resolve) => {
      const end = (failed: string | null) => {
        clearTimeout(timer);
        child.removeAllListeners();
        resolve(failed);
      };
      const give = (failed: string) => {
        this.#stop();
        end(failed);
      };
      const timer = setTimeout(give, LONGEST, "it took too long");
      child.once("message", ({ failed }: LaneAnswer) => {
        end(failed);
      });
      child.once("error", (error) => {
        give(error.message);
      });
      child.once("exit", () => {
        give("the tests' process ended");
      });
    });
  }
}

const lanes = await Promise.all(
  Array.from({ length: Math.max(1, Math.min(availableParallelism(), 4)) }, () => Lane.make()),
);
try {
  process.exitCode = (await pass(chosen)) && (await run(chosen)) ? 0 : 1;
} finally {
  await Promise.all(lanes.map((lane) => lane.end()));
}

/** Whether the tests pass as the code stands: else they would notice every mutant. */
async function pass(list: Mutant[]): Promise<boolean> {
  const waiting = new Set(list.flatMap((mutant) => mutant.tests)).values();
  const failures: string[] = [];
  await Promise.all(
    lanes.map(async (lane) => {
      for (const test of waiting) {
        const failed = await lane.failureIn([test]);
        if (failed !== null) failures.push(`${test}: ${failed}`);
      }
    }),
  );
  for (const failure of failures) console.log(`A test fails as the code stands; mend that first: ${failure}`);
  return failures.length === 0;
}

/** Whether all are noticed. */
async function run(list: Mutant[]): Promise<boolean> {
  const outcomes: Outcome[] = [];
  const waiting = list.values();
  await Promise.all(
    lanes.map(async (lane) => {
      for (const mutant of waiting) {
        const started = performance.now();
        const { outcome, by } = await lane.outcomeOf(mutant);
        outcomes.push(outcome);
        const seconds = ((performance.now() - started) / 1000).toFixed(1);
        const why = by === null ? "" : `\n          by: ${by}`;
        console.log(`${outcome.padEnd(9)} ${mutant.file}: ${mutant.what} (${seconds} s)${why}`);
      }
    }),
  );
  const killed = outcomes.filter((outcome) => outcome === "killed").length;
  console.log(`${killed} of ${list.length} mutants are noticed.`);
  return killed === list.length;
}

/** The working tree as it is, in a folder of its own. */
async function copyOfProject(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), "regulars-mutants-"));
  await cp(root, copy, {
    recursive: true,
    filter: (path) => !LEFT_OUT.has(relative(root, path).split(sep)[0] ?? ""),
  });
  // The configuration wants the assets' folder to exist.
  await mkdir(join(copy, "dist/assets"), { recursive: true });
  await symlink(join(root, "node_modules"), join(copy, "node_modules"));
  return copy;
}
