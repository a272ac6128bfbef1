/** Runs before every Worker test file: its D1 gets the migrations, as a deploy would apply them, and is empty. */
import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { emptyDatabase } from "./database/empty.ts";

await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
await emptyDatabase(env.DB);
