import { allocateCaps, type Allocated } from "../program/caps.ts";
import type { StoreContext } from "../stores/store-context.ts";
import type { OtherOrder } from "./read-others.ts";

/** An order that takes its part of caps. */
export interface Sharing {
  id: string;
  /** Milliseconds. */
  placedAt: number;
  programVersion: number;
  /** What it is worth before them. */
  worth: number;
}

/**
 * What each of one member's orders gets of the caps that they share, each under the caps of the version it was placed
 * under. Empty where no version has such a cap: then each gets what it is worth.
 */
export function shareCaps(
  { configuration }: StoreContext,
  order: Sharing | null,
  others: OtherOrder[],
): Map<string, Allocated> {
  const { shared, store } = configuration;
  if (shared.caps.size === 0) return new Map();
  const sharing = (order ? [order, ...others] : others).map(({ id, placedAt, worth, programVersion }) => ({
    id,
    placedAt,
    worth,
    caps: shared.caps.get(programVersion)?.caps ?? [],
  }));
  return allocateCaps(sharing, store.timeZone);
}
