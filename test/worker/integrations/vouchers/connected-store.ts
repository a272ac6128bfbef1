/** A store whose vouchers become codes in a played shop, with Anna, who has 5,000 points in two lots. */
import { afterAll, beforeAll, vi } from "vitest";
import { z } from "zod";
import { databaseOf } from "../../../../worker/database/client.ts";
import { newId } from "../../../../worker/database/id.ts";
import { publicationSchema } from "../../../../worker/integrations/vouchers/answers.ts";
import { checkouts } from "../../../../worker/integrations/vouchers/checkouts.ts";
import { workDuePublications } from "../../../../worker/integrations/vouchers/work-due.ts";
import { seal } from "../../../../worker/stores/seal.ts";
import { scheduled } from "../../../../worker/scheduled.ts";
import { environment, PROGRAM, type StoreUnderTest } from "../../store-under-test.ts";
import { fiveOff, Shop, type RewardInput } from "../../rewards/shop.ts";
import { openShop, outbound, playedCheckout, type PlayedShop } from "./played-shop.ts";

/** Long enough for any call that is under way to count as lost, and any wait between two tries to be over. */
export const LATER = 7 * 3_600_000;

/** Bindings whose calls outside end in the played shops. */
export const connected = { ...environment, OUTBOUND: outbound };

/** Plays the platform for the tests of a file. */
export function playPlatform(): void {
  beforeAll(() => {
    vi.spyOn(checkouts, "of").mockImplementation(() => playedCheckout);
  });
  afterAll(() => {
    vi.restoreAllMocks();
  });
}

/** Connects the store to a shop whose checkout is to take its vouchers; gives back the connection's id. */
async function connect(store: StoreUnderTest, host: string): Promise<string> {
  const id = newId("con", store.now);
  const credentials = { platform: "woocommerce", consumerKey: "letmein", consumerSecret: "-" };
  const sealed = await seal(environment, JSON.stringify(credentials));
  await environment.DB.batch([
    environment.DB.prepare(
      `INSERT INTO connections (store_id, id, platform, shop, webhook_secrets, api_credentials, publishes_vouchers, created_at)
        VALUES (?, ?, 'woocommerce', ?, '[]', ?, 1, ?)`,
    ).bind(store.id, id, host, sealed, store.now),
    environment.DB.prepare(
      "UPDATE stores SET configuration_version = configuration_version + 1 WHERE id = ?",
    ).bind(store.id),
  ]);
  return id;
}

/** Disconnects the store from it. */
export async function disconnect(store: StoreUnderTest, connectionId: string): Promise<void> {
  await environment.DB.batch([
    environment.DB.prepare(
      "UPDATE connections SET closed_at = ?, api_credentials = NULL, publishes_vouchers = 0 WHERE id = ?",
    ).bind(store.now, connectionId),
    environment.DB.prepare(
      "UPDATE stores SET configuration_version = configuration_version + 1 WHERE id = ?",
    ).bind(store.id),
  ]);
}

const publications = z.object({ items: z.array(publicationSchema), next: z.string().nullable() });

export class ConnectedStore extends Shop {
  readonly checkout: PlayedShop;
  readonly connectionId: string;

  private constructor(shop: Shop, checkout: PlayedShop, connectionId: string) {
    super(shop.store, shop.memberId);
    this.checkout = checkout;
    this.connectionId = connectionId;
  }

  static async connected(rewards: RewardInput[] = [fiveOff()], more = {}): Promise<ConnectedStore> {
    const shop = await Shop.open(rewards, { ...PROGRAM, ...more });
    const checkout = openShop();
    const connectionId = await connect(shop.store, checkout.host);
    shop.store.environment = connected;
    // So that the Worker has the connection in memory when a test begins.
    await shop.store.server("GET", "/v1/program");
    return new ConnectedStore(shop, checkout, connectionId);
  }

  /** The scheduled job, after a while (milliseconds). */
  async job(after = 0): Promise<void> {
    this.store.now += after;
    await scheduled(databaseOf(environment), this.store.now);
    await workDuePublications(connected, this.store.now);
  }

  async publications(query = "") {
    return (await this.store.server("GET", `/v1/voucher-publications?limit=100${query}`)).as(publications)
      .items;
  }

  /** The one publication there is. */
  async publication() {
    const [only, another] = await this.publications();
    if (!only || another) throw new Error("There should be one publication.");
    return only;
  }

  /** What is left in each of Anna's lots. */
  async lots(): Promise<unknown[]> {
    const { results } = await environment.DB.prepare(
      "SELECT id, remaining FROM lots WHERE store_id = ? AND member_id = ? ORDER BY id",
    )
      .bind(this.store.id, this.memberId)
      .all();
    return results;
  }

  /** A redemption by Anna herself, in a session. */
  async redeemHerself(key?: string) {
    const session = await this.store.session("anna");
    return this.store.page("POST", "/storefront/redemptions", {
      session,
      body: { rewardId: "five-off" },
      ...(key === undefined ? {} : { key }),
    });
  }
}
