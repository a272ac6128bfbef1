/** What every webhook's body has, by Standard Webhooks. */
import { z } from "zod";

export const webhookPart = z.strictObject({
  type: z.string(),
  timestamp: z.iso.datetime(),
  data: z.record(z.string(), z.unknown()),
});
