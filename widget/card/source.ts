/** The card as its source has it: what the build makes a chunk of its own. */
export const load = (): Promise<typeof import("./index.ts")> => import("./index.ts");
