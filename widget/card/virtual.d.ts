/** The card's chunk, by the name that the build gives it. */
declare module "virtual:card" {
  /** Rejects where it doesn't come. */
  export const load: typeof import("./source.ts").load;
}
