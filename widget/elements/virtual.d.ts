/** What the elements say, by the names that the build gives the chunks. */
declare module "virtual:inline-words" {
  /** In English, which comes with them. */
  export const english: import("../words/say.ts").Sentences;
  /** In another language; rejects where it doesn't come. */
  export const load: (lang: string) => Promise<import("../words/say.ts").Sentences>;
}
