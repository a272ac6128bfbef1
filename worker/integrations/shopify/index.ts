import type { Platform } from "../platform.ts";
import { unknownPlatform } from "../unknown-platform.ts";

export const shopify: Platform = unknownPlatform;
