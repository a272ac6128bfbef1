/** The costs that are promised, under the names that bench/budgets.json holds them by. */
import type { Environment } from "../../worker/environment.ts";
import type { HistoryKind } from "./history.ts";
import type { Spent } from "./meter.ts";
import { CostMeasurement, requestKinds, type Costs } from "./requests.ts";

/** The lengths of the histories that are compared, in entries. */
export const LENGTHS = [10, 100, 10_000] as const;
const KINDS = ["spent", "open"] as const satisfies HistoryKind[];

export interface Measured {
  costs: CostsByLength;
  /** A link that was followed before. */
  hotLink: Spent;
  storeId: string;
  /** The measurement's clock, milliseconds. */
  now: number;
}

export type CostsByLength = Record<HistoryKind, Record<(typeof LENGTHS)[number], Costs>>;

/** Measures every kind of request for members with every kind and length of history. */
export async function measureCosts(environment: Environment): Promise<Measured> {
  const measurement = await CostMeasurement.begin(environment);
  const costs: Partial<CostsByLength> = {};
  for (const kind of KINDS)
    costs[kind] = {
      10: await measurement.costsOf(kind, 10),
      100: await measurement.costsOf(kind, 100),
      10_000: await measurement.costsOf(kind, 10_000),
    };
  const { storeId, now } = measurement;
  return { costs: costs as CostsByLength, hotLink: await measurement.hotLinkCost(), storeId, now };
}

/** The figures of the longest histories: "earn.trips", "earn.rowsRead.open" and so on. */
export function costFigures({ costs, hotLink }: Measured): Record<string, number> {
  const figures: Record<string, number> = { "hotLink.trips": hotLink.trips };
  for (const request of requestKinds) {
    figures[`${request}.trips`] = costs.spent[10_000][request].trips;
    for (const kind of KINDS) figures[`${request}.rowsRead.${kind}`] = costs[kind][10_000][request].rowsRead;
    figures[`${request}.rowsWritten`] = costs.spent[10_000][request].rowsWritten;
  }
  return figures;
}
