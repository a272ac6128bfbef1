import type { Context } from "hono";
import type { AppTypes } from "../../http/app-types.ts";
import { drainInbox } from "../inbox/drain-inbox.ts";
import { noteFailure } from "../note-failure.ts";
import { QUERIES_A_PAGE, runNextPage } from "./run-pages.ts";

/** Reads the first page of the store's run after the answer, and works its orders; the job goes on from there. */
export function continueReconcile(c: Context<AppTypes>, storeId: string): void {
  const now = c.get("now");
  const work = async () => {
    if ((await runNextPage(c.env, now, storeId)) !== null)
      await drainInbox(c.env, storeId, now, QUERIES_A_PAGE);
  };
  c.executionCtx.waitUntil(work().catch((error: unknown) => noteFailure("reconcile", error)));
}
