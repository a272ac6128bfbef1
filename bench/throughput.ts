/** Requests a second of earn and redeem, beside a bare handler with one batch of the same statements, in one run. */
import type { CreatedStore } from "../worker/stores/create.ts";
import { inLanes } from "./local/lanes.ts";
import { startWorker } from "./local/runtime.ts";

export interface Throughput {
  /** Requests a second, the median of the rounds. */
  regulars: number;
  bare: number;
  /** The median of each round's regulars by bare. */
  share: number;
}

const LANES = 8;
const REQUESTS_A_ROUND = 400;
const ROUNDS = 9;
const MEMBERS = 40;
const REWARD = 100;

/** Measures both, in rounds that alternate. */
export async function measureThroughput(): Promise<Record<"earn" | "redeem", Throughput>> {
  const worker = await startWorker("bench/throughput/worker.ts");
  try {
    const store = await (await fetch(`${worker.url}/bench/store`)).json<CreatedStore>();
    let keys = 0;
    const post = async (path: string, body: object, method = "POST"): Promise<unknown> => {
      const response = await fetch(worker.url + path, {
        method,
        headers: {
          Authorization: `Bearer ${store.keys.secret.key}`,
          "Content-Type": "application/json",
          "Idempotency-Key": `bench-key-${++keys}`,
        },
        body: JSON.stringify(body),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
      return JSON.parse(text);
    };
    await post("/v1/program", program, "PUT");
    const members: string[] = [];
    for (let count = 0; count < MEMBERS; count++) {
      const { id } = (await post("/v1/members", { customerId: `customer-${count}` })) as { id: string };
      await post("/v1/earn", { memberId: id, points: 100_000_000, description: "Enough for every round" });
      members.push(id);
    }
    const bodies = {
      earn: (memberId: string) => ({ memberId, points: 50, description: "A review" }),
      redeem: (memberId: string) => ({ memberId, rewardId: "one-off" }),
    };
    const measured: Partial<Record<"earn" | "redeem", Throughput>> = {};
    for (const name of ["earn", "redeem"] as const) {
      const body = bodies[name];
      await post(`/bench/record/${name}?path=/v1/${name}`, body(members[0] ?? ""));
      const round = (path: string) => perSecond(members, (memberId) => post(path, body(memberId)));
      await round(`/v1/${name}`);
      await round(`/bench/bare/${name}`);
      const rounds: { regulars: number; bare: number }[] = [];
      for (let count = 0; count < ROUNDS; count++) {
        // Whoever goes second finds the database a little larger: each does in turn.
        const [first, second] = count % 2 === 0 ? ["/v1/", "/bench/bare/"] : ["/bench/bare/", "/v1/"];
        const [one, two] = [await round(`${first}${name}`), await round(`${second}${name}`)];
        rounds.push(count % 2 === 0 ? { regulars: one, bare: two } : { regulars: two, bare: one });
      }
      measured[name] = {
        regulars: median(rounds.map(({ regulars }) => regulars)),
        bare: median(rounds.map(({ bare }) => bare)),
        share: median(rounds.map(({ regulars, bare }) => regulars / bare)),
      };
    }
    return measured as Record<"earn" | "redeem", Throughput>;
  } finally {
    await worker.stop();
  }
}

const program = {
  name: "Throughput",
  earning: {},
  rewards: [{ id: "one-off", name: "£1 off", type: "amount_off", amount: 100, points: REWARD }],
};

async function perSecond(members: string[], send: (memberId: string) => Promise<unknown>): Promise<number> {
  const requests = Array.from(
    { length: REQUESTS_A_ROUND },
    (_, index) => members[index % members.length] ?? "",
  );
  const started = performance.now();
  await inLanes(requests, LANES, async (memberId) => {
    await send(memberId);
  });
  return REQUESTS_A_ROUND / ((performance.now() - started) / 1000);
}

/** The middle of the numbers. */
export function median(numbers: number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

if (import.meta.main) console.log(await measureThroughput());
