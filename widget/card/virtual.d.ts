/** The card's chunk, by the name that the build gives it. */
declare module "virtual:card" {
  export const show: typeof import("./index.ts").show;
  export const qr: typeof import("./index.ts").qr;
}
