import { again } from "../again.ts";
import type { PanelModule } from "../host.ts";

/** Gets the panel's chunk from its address. The pinned file has one of its own in place of this: its panel is inside it. */
export const loadPanel = (address: string): Promise<PanelModule> => again(address);
