import type { Outbound } from "../../http/outbound.ts";
import type { StoreContext } from "../../stores/store-context.ts";
import { credentialsOf } from "../connections/secrets.ts";
import type { ConnectionRow, ShopAccess, ToldRefund } from "../platform.ts";
import type { InboxRow } from "./claim.ts";

/** What a delivery is acted on with. */
export interface Acting {
  item: InboxRow;
  connection: ConnectionRow;
  outbound: Outbound;
  /** Refunds told by themselves, of the orders that are spoken of, by order. */
  refunds: Map<string, ToldRefund[]>;
}

/** How the shop's API is called; null where the store gave no credentials for it. */
export async function accessTo(
  context: StoreContext,
  { connection, outbound }: Pick<Acting, "connection" | "outbound">,
): Promise<ShopAccess | null> {
  const credentials = await credentialsOf(context.environment, connection);
  return credentials && { shop: connection.shop, credentials, outbound };
}
