/** A store whose events are sent to a server of its own. */
import { z } from "zod";
import { deliverySchema, endpointSchema } from "../../../worker/webhooks/answers.ts";
import { deliverDue } from "../../../worker/webhooks/deliver.ts";
import { environment, PROGRAM, StoreUnderTest } from "../store-under-test.ts";
import { Receiver } from "./receiver.ts";

const newEndpoint = endpointSchema.extend({ secret: z.string() });
export type NewEndpoint = z.infer<typeof newEndpoint>;

export const HOOKS = "/v1/webhook-endpoints";
const deliveries = z.object({ items: z.array(deliverySchema), next: z.string().nullable() });

export class HookedStore {
  readonly store: StoreUnderTest;
  readonly receiver: Receiver;

  private constructor(store: StoreUnderTest) {
    this.store = store;
    this.receiver = new Receiver(store);
  }

  /** A new store at the real time, by which signatures are verified. */
  static async make(): Promise<HookedStore> {
    return new HookedStore(await StoreUnderTest.make(PROGRAM, Date.now()));
  }

  /** Has events sent to the receiver's path. */
  async endpoint(path: string, types: string[] | null = null): Promise<NewEndpoint> {
    const body = { url: this.receiver.url(path), types };
    const answer = await this.store.server("POST", HOOKS, { body });
    return answer.as(newEndpoint);
  }

  async read(id: string): Promise<z.infer<typeof endpointSchema>> {
    return (await this.store.server("GET", `${HOOKS}/${id}`)).as(endpointSchema);
  }

  /** What was sent to the endpoint, the latest event first. */
  async deliveries(id: string): Promise<z.infer<typeof deliverySchema>[]> {
    return (await this.store.server("GET", `${HOOKS}/${id}/deliveries?limit=100`)).as(deliveries).items;
  }

  /** Does something whose events nobody sends yet, as where the worker dies right after it answered. */
  async unsent(id: string, write: () => Promise<unknown>): Promise<void> {
    const set = (at: number | null, because: string | null) =>
      environment.DB.prepare(
        "UPDATE webhook_endpoints SET disabled_at = ?1, disabled_because = ?2 WHERE id = ?3",
      )
        .bind(at, because, id)
        .run();
    await set(1, "store");
    await write();
    await set(null, null);
  }

  /** Runs the scheduled job after so many milliseconds more. */
  async later(milliseconds: number): Promise<void> {
    this.store.now += milliseconds;
    await deliverDue(this.store.environment, this.store.now);
  }
}
