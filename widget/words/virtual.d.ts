/** The languages' chunks, by the names that the build gives them. */
declare module "virtual:languages" {
  /** A part of a language; rejects where it doesn't come. */
  export const load: typeof import("./source.ts").load;
}
