import { again } from "../again.ts";
import type { ElementsModule, PanelModule } from "../host.ts";

/** Gets the panel's chunk from its address. The pinned file has a version of its own of this: all is inside it. */
export const loadPanel = (address: string): Promise<PanelModule> => again(address);

/** Gets the chunk with the elements for a page's own templates. */
export const loadElements = (address: string): Promise<ElementsModule> => again(address);
