import { fileURLToPath } from "node:url";
import { join } from "node:path";

/** The project's own folder. */
export const projectRoot = fileURLToPath(new URL("../../", import.meta.url));

/** A path inside the project. */
export const inProject = (...parts: string[]): string => join(projectRoot, ...parts);

/** Where local data is kept unless told otherwise: the folder that `wrangler dev` uses too. */
export const defaultState = inProject(".wrangler", "state");

/** Where the runtime keeps its databases in a state folder: wrangler's layout, so that both see the same. */
export const databasesIn = (state: string): string => join(state, "v3");
