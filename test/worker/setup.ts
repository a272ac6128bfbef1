/** Runs before every Worker test file: its own empty D1 gets the migrations, as a deploy would apply them. */
import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";

await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
