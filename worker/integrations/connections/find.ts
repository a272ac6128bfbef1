import { Problem } from "../../http/problem.ts";
import type { StoreContext } from "../../stores/store-context.ts";
import type { ConnectionRow } from "../platform.ts";

/** The store's connection, from memory: what is read or written on its strength verifies the configuration. */
export function findConnection({ configuration }: StoreContext, id: string): ConnectionRow {
  const found = configuration.connections.find((each) => each.id === id);
  if (!found) throw new Problem("connection_not_found");
  return found;
}
