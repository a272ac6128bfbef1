/** The client of the server API: no dependency, in Node, Workers and browsers. docs/client.md tells of it. */
export type * from "./api.ts";
export type { Answer, Body, OperationId, Query } from "./call.ts";
export { RegularsError, type FieldError } from "./error.ts";
export type { ExportLine } from "./groups/moving.ts";
export type { LiveProgram } from "./groups/loyalty.ts";
export { Pages, type Page } from "./pages.ts";
export { Regulars, type RegularsOptions } from "./regulars.ts";
export type { CallOptions, Fetch } from "./send.ts";
export { programDocument, type SimpleProgram, type SimpleTier } from "./simple-program.ts";
