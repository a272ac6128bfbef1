/**
 * Random sequences of operations, each from a seed of its own. The first seed is printed, and a failure names the
 * seed of its sequence: `VITE_LEDGER_SEED=… npm test -- test/worker/ledger --project worker` begins with it.
 */
import fc from "fast-check";
import { withQuickDatabase } from "../quick-database.ts";
import { environment } from "../store-under-test.ts";
import { operation, type Operation } from "./draw/operations.ts";
import { beginning, type Beginning } from "./draw/program.ts";
import { play } from "./play/play.ts";
import { SideBySide } from "./side-by-side.ts";
import { simpler } from "./simpler.ts";

/** How long a failing sequence is made shorter, milliseconds. */
const SHORTENING = 30_000;

/** The seed that the environment names, else the usual one. */
export function seedOf(usual: number): number {
  const named = import.meta.env.VITE_LEDGER_SEED;
  return named ? Number(named) : usual;
}

export interface Run {
  /** Of the first sequence; the next ones follow. */
  seed: number;
  sequences: number;
  /** Operations of a sequence: from the first to the second number. */
  length: [least: number, most: number];
  /** D1 itself, or a database of its own for each sequence that answers at once. */
  on: "d1" | "quick";
  /** After how many operations the balances are compared. */
  compareEvery: number;
  /** When to play no more of them, milliseconds of the machine's clock, though never fewer than `least`. */
  until?: { at: number; least: number };
}

/** Minutes on a machine that has nothing else to do; longer beside other things. */
export const LONG_RUN = { timeout: 1_800_000 };

/**
 * A quarter of the long run: 500 sequences of 200 operations and more, or of as many in all as the environment's
 * VITE_LEDGER_HISTORIES says. In files of their own, so that they may run side by side. Where VITE_LEDGER_UNTIL names
 * a time (milliseconds), a machine that is too slow to play them all by then plays fewer, and says so.
 */
export async function longRun(part: 1 | 2 | 3 | 4): Promise<void> {
  const seed = seedOf(20_261_122) + (part - 1) * 1000;
  const sequences = Number(import.meta.env.VITE_LEDGER_HISTORIES ?? 2000) / 4;
  const until = { at: Number(import.meta.env.VITE_LEDGER_UNTIL ?? Infinity), least: LEAST_OF_A_PART };
  await playSequences({ seed, sequences, length: [200, 210], on: "quick", compareEvery: 10, until });
}

const LEAST_OF_A_PART = 50;

export interface Story {
  begins: Beginning;
  operations: Operation[];
}

/** Plays the sequences; throws with the shortest failing one found. */
export async function playSequences(run: Run): Promise<void> {
  const { seed, sequences, length, until = { at: Infinity, least: 0 } } = run;
  const [minLength, maxLength] = length;
  const story = fc.record({
    begins: beginning,
    operations: fc.array(operation, { minLength, maxLength, size: "max" }),
  });
  const started = Date.now();
  let operations = 0;
  let played = 0;
  for (; played < sequences; played++) {
    if (played >= until.least && Date.now() >= until.at) break;
    const [drawn] = fc.sample(story, { seed: seed + played, numRuns: 1, unbiased: true });
    if (!drawn) throw new Error("Nothing was drawn.");
    const error = await failureOf(run, drawn);
    if (error) throw await explained(run, seed + played, drawn, error);
    operations += drawn.operations.length;
  }
  const each = ((Date.now() - started) / operations).toFixed(2);
  const many = played < sequences ? `${played} of ${sequences}, for time was up,` : sequences;
  console.log(`from seed ${seed}: ${many} sequences, ${operations} operations, ${each} ms each`);
}

async function failureOf(run: Run, story: Story): Promise<Error | null> {
  try {
    if (run.on === "d1") await playOn(environment, run, story);
    else await withQuickDatabase((own) => playOn(own, run, story));
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function playOn(
  on: typeof environment,
  { compareEvery }: Run,
  { begins, operations }: Story,
): Promise<void> {
  const both = await SideBySide.begin(on, begins);
  for (const [index, each] of operations.entries()) {
    await play(both, each);
    if ((index + 1) % compareEvery === 0) await both.compare();
  }
  await both.conclude();
}

/** Leaves out what the failure doesn't need: rules, and operations by halves, quarters, down to single ones. */
async function explained(run: Run, seed: number, story: Story, error: Error): Promise<Error> {
  const until = Date.now() + SHORTENING;
  let shortest = story;
  let cause = error;
  const stillFails = async (candidate: Story): Promise<boolean> => {
    const failure = await failureOf({ ...run, compareEvery: 1 }, candidate);
    if (failure) [shortest, cause] = [candidate, failure];
    return failure !== null;
  };
  const leaveOut = async (size: number): Promise<void> => {
    for (let from = 0; from < shortest.operations.length && Date.now() < until;) {
      const operations = shortest.operations.filter((_, index) => index < from || index >= from + size);
      if (!(await stillFails({ ...shortest, operations }))) from += size;
    }
  };
  for (let size = story.operations.length; size > 4; size = Math.ceil(size / 2)) await leaveOut(size);
  for (const simplify of simpler) if (Date.now() < until) await stillFails(simplify(shortest));
  for (const size of [4, 2, 1, 1]) await leaveOut(size);
  const told = shortest.operations.map((each) => `  ${JSON.stringify(each)}`).join("\n");
  return new Error(
    `VITE_LEDGER_SEED=${seed} fails: ${JSON.stringify(shortest.begins)}\n${told}\n${cause.message}`,
    {
      cause,
    },
  );
}
