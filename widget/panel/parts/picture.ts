import type { TemplateResult } from "lit/html.js";
import type { Format } from "../../format/format.ts";
import { stroke, type IconName } from "./icon.ts";
import { worth } from "./worth.ts";

/** Strokes on a grid of 24, by what a reward is. */
const paths: Partial<Record<string, string>> = {
  free_shipping:
    "M3 6.5h11v10H3zM14 10h4l3 3v3.5h-7M9 17.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0M19.5 17.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0",
  free_product: "M4 8l8-4 8 4v8.5l-8 4-8-4zM4 8l8 4 8-4M12 12v8.5",
  experience: "M4 6h16v4a2 2 0 0 0 0 4v4H4v-4a2 2 0 0 0 0-4zM14 6v2.5M14 11v2M14 15.5V18",
  partner_offer: "M10 5H5v14h14v-5M13.5 4.5h6v6M19 5l-8.5 8.5",
  donation: "M12 20S4 15 4 9.3A4.2 4.2 0 0 1 12 7.6a4.2 4.2 0 0 1 8 1.7C20 15 12 20 12 20z",
};

/** A lock. */
export const lock = stroke("M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2");

/** A reward or a voucher as a row's picture: what it is worth, or what it is. */
export function picture(
  format: Format,
  thing: { type: string; amount: number | null; percent?: number },
): IconName | TemplateResult {
  const path = paths[thing.type];
  return path ? stroke(path) : worth(format, thing);
}
