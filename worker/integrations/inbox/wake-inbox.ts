import type { Context } from "hono";
import type { Environment } from "../../environment.ts";
import type { AppTypes } from "../../http/app-types.ts";
import { noteFailure } from "../note-failure.ts";
import { drainInbox } from "./drain-inbox.ts";

/**
 * Has the store's deliveries worked after the answer: by the queue where one is bound, else here. Where neither comes to
 * it, the job does.
 */
export function wakeInbox(c: Context<AppTypes>, storeId: string): void {
  const now = c.get("now");
  const work = c.env.INBOX ? c.env.INBOX.send({ storeId }) : drainInbox(c.env, storeId, now);
  c.executionCtx.waitUntil(work.catch((error: unknown) => noteFailure("inbox", error)));
}

/** Works what a batch of the queue names, and asks for more of it where more is due. What fails is sent again. */
export async function workQueue(
  batch: MessageBatch<{ storeId: string }>,
  environment: Environment,
  now: number,
): Promise<void> {
  const byStore = Map.groupBy(batch.messages, ({ body }) => body.storeId);
  for (const [storeId, messages] of byStore) {
    try {
      const { isMoreDue } = await drainInbox(environment, storeId, now);
      if (isMoreDue) await environment.INBOX?.send({ storeId });
      for (const message of messages) message.ack();
    } catch (error) {
      noteFailure("inbox", error);
      for (const message of messages) message.retry();
    }
  }
}
