/** The Worker as its tests run it: itself, and a Durable Object whose SQLite they use (test/worker/quick-database.ts). */
import { DurableObject } from "cloudflare:workers";

export { default } from "../../worker/index.ts";

export class QuickDatabase extends DurableObject {}
