/**
 * `npm run bench`: every budget of docs/design.md that exists, measured; then the ledger's check over all that the
 * measuring wrote. `npm run bench -- bytes costs` measures those parts alone; the parts are bytes, costs, throughput,
 * inbox, open, page, imports and invoices. docs/performance.md says what each means.
 */
import budgets from "./budgets.json" with { type: "json" };
import { measureBytes } from "./bytes.ts";
import { measureColdOpen } from "./cold-open.ts";
import { LENGTHS } from "./cost/figures.ts";
import { measureCostsLocally } from "./cost/local.ts";
import { measureInboxLocally } from "./inbox.ts";
import { describeImport, measureImport } from "./import.ts";
import { describeInvoices, replayInvoices } from "./invoices.ts";
import { ledgersSoFar } from "./local/runtime.ts";
import { atMost, tableOf, type Figure } from "./table.ts";
import { measureBusyPage } from "./on-a-busy-page.ts";
import { measureOnAPage } from "./on-a-page.ts";
import { measureThroughput, median } from "./throughput.ts";
import { ZooShop } from "../test/browser/zoo/shop.ts";

const TRIPS = { panel: 1, session: 1, earn: 1, redeem: 1, order: 2, refund: 2, expire: 2 } as const;

const parts = {
  bytes: async (): Promise<Figure[]> => {
    const { loader, panel, worker } = await measureBytes();
    const written = (bytes: number) => `${bytes.toLocaleString("en")} B in bench/budgets.json`;
    const tag = { unit: "B", comparedWith: written(budgets["loader.brotli"]) };
    const chunk = { unit: "B", comparedWith: written(budgets["panel.brotli"]) };
    return [
      atMost("loader (the tag), brotli", loader, 2048, tag),
      atMost("panel, first open, brotli", panel, 14_000, chunk),
      atMost("Worker bundle, gzip", worker, 250_000, {
        unit: "B",
        comparedWith: "3 MB, the platform's limit",
      }),
    ];
  },
  costs: async (): Promise<Figure[]> => {
    const { costs, hotLink } = await measureCostsLocally();
    const [short, , long] = LENGTHS;
    const trips = Object.entries(TRIPS).map(([request, budget]) =>
      atMost(`D1 round trips: ${request}`, costs.spent[long][request as keyof typeof TRIPS].trips, budget),
    );
    const rows = (["panel", "earn", "redeem", "order", "refund", "expire"] as const).flatMap((request) =>
      (["spent", "open"] as const).map((kind): Figure => {
        const [few, many] = [costs[kind][short][request], costs[kind][long][request]];
        const written = budgets[`${request}.rowsRead.${kind}`];
        // A panel with fewer entries than a page has fewer rows to list.
        const isKept = many.rowsRead === written && (request === "panel" || few.rowsRead === many.rowsRead);
        return {
          figure: `D1 rows read: ${request}, 10,000 entries, lots ${kind}`,
          budget: `= ${written}`,
          now: String(many.rowsRead),
          comparedWith: `${few.rowsRead} with 10 entries; ${many.rowsWritten} written, ${few.rowsWritten} with 10`,
          isKept: isKept && few.rowsWritten === many.rowsWritten,
        };
      }),
    );
    return [...trips, atMost("D1 round trips: a followed link, hot", hotLink.trips, 0), ...rows];
  },
  throughput: async (): Promise<Figure[]> => {
    const measured = await measureThroughput();
    return Object.entries(measured).map(([name, { regulars, bare, share }]) => ({
      figure: `${name}: requests a second, beside bare Hono`,
      budget: "≥ 0.70 of it",
      now: `${share.toFixed(2)} of it`,
      comparedWith: `${Math.round(regulars)} and ${Math.round(bare)} a second`,
      isKept: share >= 0.7,
    }));
  },
  inbox: async (): Promise<Figure[]> => {
    const { gathered, alone } = await measureInboxLocally();
    const perSecond = ({ orders, seconds }: typeof gathered) => orders / seconds;
    const each = (count: number) => (count / gathered.orders).toFixed(1);
    const times = perSecond(gathered) / perSecond(alone);
    const trips = (100 * gathered.trips) / gathered.orders;
    return [
      {
        figure: "inbox: orders a second, gathered",
        budget: "≥ 2 × one at a time",
        now: `${times.toFixed(1)} ×`,
        comparedWith: `${Math.round(perSecond(gathered))} and ${Math.round(perSecond(alone))} a second`,
        isKept: times >= 2,
      },
      atMost("inbox: D1 round trips for 100 orders", trips, 45, {
        comparedWith: `${Math.round((100 * alone.trips) / alone.orders)} one at a time`,
      }),
      // Some three of them are the log of events. bench/budgets.json holds the very figure.
      atMost("inbox: rows written an order", gathered.rowsWritten / gathered.orders, 28, {
        comparedWith: `${each(gathered.rowsWritten)}, and ${each(gathered.rowsRead)} read; ${each(alone.rowsWritten)} and ${each(alone.rowsRead)} one at a time`,
      }),
      atMost("inbox: problems that the ledger's check finds", gathered.problems + alone.problems, 0),
    ];
  },
  open: async (): Promise<Figure[]> => {
    const { opens, answers, layoutShift } = await measureColdOpen();
    const all = opens.map((each) => Math.round(each).toLocaleString("en")).join(", ");
    const comparedWith = `${all}; its data there after ${Math.round(median(answers))} ms`;
    return [
      atMost("cold open, 6× CPU, slow 4G, median", median(opens), 600, { unit: "ms", comparedWith }),
      atMost("layout shift", layoutShift, 0, { comparedWith: "loading and opening, the most of the runs" }),
    ];
  },
  page: async (): Promise<Figure[]> => {
    const shop = await ZooShop.open();
    try {
      const { layoutShift, longTasks, leakedNodes, leakedListeners, violations } = await measureOnAPage(shop);
      const comparedWith = "after 4 opens, when all that comes once has come";
      return [
        atMost("layout shift, loading and 40 opens", layoutShift, 0),
        atMost("long tasks until the launcher is drawn", longTasks, 0),
        atMost("nodes left by 40 opens", leakedNodes, 0, { comparedWith }),
        atMost("listeners left by 40 opens", leakedListeners, 0, { comparedWith }),
        atMost("axe violations in the panel's places", violations, 0),
        atMost("script a second on a page that changes all the time", await measureBusyPage(shop), 20, {
          unit: "ms",
          comparedWith: "3,600 of its 4,500 elements replaced each second",
        }),
      ];
    } finally {
      await shop.close();
    }
  },
  imports: async (): Promise<Figure[]> => {
    const report = await measureImport();
    const [read = "", spent = ""] = describeImport(report);
    console.log([read, spent].join("\n"));
    return [
      atMost(
        "imported members who are not as the file says",
        report.others + Math.abs(report.difference),
        0,
        {
          comparedWith: read,
        },
      ),
      atMost("D1 round trips for 1,000 imported rows", (report.spent.trips * 1000) / report.rows, 12, {
        comparedWith: spent,
      }),
    ];
  },
  invoices: async (): Promise<Figure[]> => {
    const report = await replayInvoices();
    const figure = "a real shop's year of invoices";
    if (!report)
      return [
        { figure, budget: "0 differ", now: "skipped", comparedWith: "no ../shared/data", isKept: true },
      ];
    const [told = "", , spent = ""] = describeInvoices(report);
    console.log(describeInvoices(report).join("\n"));
    const now = `${report.differences.length} differ`;
    return [
      { figure, budget: "0 differ", now, comparedWith: told, isKept: report.differences.length === 0 },
      { figure: "", budget: "", now: "", comparedWith: spent, isKept: true },
    ];
  },
};

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in parts));
if (unknown !== undefined) throw new Error(`"${unknown}" is no part: ${Object.keys(parts).join(", ")}.`);

const figures: Figure[] = [];
for (const [name, measure] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.error(`measuring ${name} …`);
  figures.push(...(await measure()));
}
if (ledgersSoFar.stores > 0) {
  const { stores, members, problems } = ledgersSoFar;
  const checked = `${members.toLocaleString("en")} members of ${stores} stores${problems.length > 0 ? `; ${problems.slice(0, 3).join("; ")}` : ""}`;
  figures.push(
    atMost("the ledger's check afterwards: problems", problems.length, 0, { comparedWith: checked }),
  );
}
for (const line of tableOf(figures)) console.log(line);
if (figures.some(({ isKept }) => !isKept)) process.exitCode = 1;
