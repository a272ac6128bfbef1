/**
 * Random sequences of operations, each from a seed of its own. The first seed is printed, and a failure names the
 * seed of its sequence: `VITE_LEDGER_SEED=… npm test -- test/worker/ledger --project worker` begins with it.
 */
import fc from "fast-check";
import { beginning, operation, type Operation } from "./operations.ts";
import { SideBySide, type Beginning } from "./side-by-side.ts";

/** How long a failing sequence is made shorter, milliseconds. */
const SHORTENING = 15_000;

/** The seed that the environment names, else the usual one. */
export function seedOf(usual: number): number {
  const named = import.meta.env.VITE_LEDGER_SEED;
  return named ? Number(named) : usual;
}

/** Plays as many sequences, of `length` operations on average; throws with the shortest failing one found. */
export async function playSequences(seed: number, sequences: number, length: number): Promise<void> {
  const sequence = fc.tuple(beginning, fc.array(operation, { maxLength: 2 * length, size: "max" }));
  const started = Date.now();
  let operations = 0;
  for (let index = 0; index < sequences; index++) {
    const [[rules, list] = []] = fc.sample(sequence, { seed: seed + index, numRuns: 1, unbiased: true });
    if (!rules || !list) throw new Error("Nothing was drawn.");
    const error = await failureOf(rules, list);
    if (error) throw await explained(seed + index, rules, list, error);
    operations += list.length;
  }
  const each = ((Date.now() - started) / operations).toFixed(1);
  console.log(`from seed ${seed}: ${sequences} sequences, ${operations} operations, ${each} ms each`);
}

async function failureOf(rules: Beginning, list: Operation[]): Promise<Error | null> {
  const both = await SideBySide.begin(rules);
  try {
    for (const each of list) {
      await both.play(each);
      await both.compare();
    }
    await both.conclude();
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Leaves out what the failure doesn't need: halves, quarters, and so on down to single operations. */
async function explained(seed: number, rules: Beginning, list: Operation[], error: Error): Promise<Error> {
  const until = Date.now() + SHORTENING;
  let shortest = list;
  let cause = error;
  for (let size = Math.ceil(list.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let from = 0; from < shortest.length && Date.now() < until;) {
      const shorter = shortest.filter((_, index) => index < from || index >= from + size);
      const failure = await failureOf(rules, shorter);
      if (failure) [shortest, cause] = [shorter, failure];
      else from += size;
    }
  const story = shortest.map((each) => `  ${JSON.stringify(each)}`).join("\n");
  return new Error(`VITE_LEDGER_SEED=${seed} fails: ${JSON.stringify(rules)}\n${story}\n${cause.message}`, {
    cause,
  });
}
