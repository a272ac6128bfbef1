import type { Platform, PlatformName } from "./platform.ts";

const platforms: Partial<Record<PlatformName, Platform>> = {};

/** The part that the platform plays; undefined where there is none yet. */
export function platformOf(name: PlatformName): Platform | undefined {
  return platforms[name];
}
