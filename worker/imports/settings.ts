/** What an import is, and what its owner chose. */
import { z } from "zod";
import { importKinds } from "../database/schema.ts";
import { columnMaps, mapNames } from "./column-maps.ts";
import { fields, type ColumnMap } from "./fields.ts";

const time = z.iso.datetime({ offset: true, abort: true });

/** The owner's choices, each with what holds where they say nothing. */
export const choices = z.strictObject({
  decimal: z
    .enum([".", ","])
    .default(".")
    .meta({ description: "What stands before the decimals of an amount." }),
  dates: z.enum(["unambiguous", "day-first", "month-first"]).default("unambiguous").meta({
    description:
      "How a date such as 03/04/2025 is meant; unless it is said, one that may mean two days is refused.",
  }),
  orders: z.enum(["history", "points"]).default("history").meta({
    description:
      "Whether past orders count for tiers alone and never give or take points, or earn as if they were told today.",
  }),
  earnedAt: time.optional().meta({
    description: "When points without a date of their own were earned; left out: when the import was made.",
  }),
  expiry: z.enum(["program", "never"]).default("program").meta({
    description: "Of points without an expiry of their own: by the live program, or none.",
  }),
  tiers: z.enum(["honour", "ignore"]).default("honour").meta({
    description: "Whether a member has the tier that the file says, as if they reached it now.",
  }),
  tierNames: z.record(z.string().max(80), z.string().max(80)).default({}).meta({
    description: "The program's tier (id or name) for each of the file's that is called otherwise.",
  }),
});
export type Choices = z.infer<typeof choices>;

const ownMap = z.strictObject({
  columns: z.partialRecord(z.enum(fields), z.string().min(1).max(200)).meta({
    description: "The header of the column that holds each.",
  }),
});

/** What `POST /v1/imports` takes. */
export const newImport = z.strictObject({
  kind: z.enum(importKinds).meta({
    description:
      "What a row is: a member with their balance, points of a member, an order, or a line of our own export.",
  }),
  map: z
    .union([z.enum(mapNames), ownMap])
    .optional()
    .meta({ description: "Whose export it is, or which column holds what; left out: our own names." }),
  from: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .optional()
    .meta({ description: "Where the points come from, as shoppers read it." }),
  dryRun: z
    .boolean()
    .default(true)
    .meta({ description: "Whether to say what would happen, and write nothing." }),
  choices: choices.optional(),
});
export type NewImport = z.infer<typeof newImport>;

/** As it is kept with the import. */
export const settingsSchema = z.object({ map: z.union([z.enum(mapNames), ownMap]).nullable(), choices });
export type Settings = z.infer<typeof settingsSchema>;

/** The columns that the settings say: a platform's, the owner's, or our own names. */
export function columnsOf({ map }: Settings): ColumnMap["columns"] {
  if (map === null) return Object.fromEntries(fields.map((field) => [field, [field]]));
  if (typeof map === "string") return columnMaps[map].columns;
  return Object.fromEntries(Object.entries(map.columns).map(([field, header]) => [field, [header]]));
}
