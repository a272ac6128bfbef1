import type { ElementsModule, PanelModule } from "../host.ts";

/** In place of the loader's own: the panel is in the same file, and runs when it is wanted. */
export const loadPanel = (): Promise<PanelModule> => import("../panel/index.ts");

/** So are the elements. */
export const loadElements = (): Promise<ElementsModule> => import("../elements/index.ts");
