import { programDocument } from "./document.ts";

/**
 * The version that an order of the time before the program is placed under: by its rules it gives nothing, so that
 * nothing is taken back either, whatever is told of it later. A store's own versions begin with 1.
 */
export const HISTORY_VERSION = 0;

/** Its rules. */
export const historyProgram = programDocument.parse({ name: "Before the program", earning: {} });
