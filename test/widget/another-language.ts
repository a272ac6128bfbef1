import { vi } from "vitest";
import * as english from "../../widget/words/en.ts";
import type { PartName } from "../../widget/words/language.ts";
import type { Sentences } from "../../widget/words/say.ts";

/**
 * Languages in which every sentence is its key and what it is given, so that a test sees both: "⟨points 3⟩". The file that a
 * test takes them in mocks the chunks of languages with this.
 */
export const load = vi.fn((part: PartName, lang: string): Promise<Sentences> => {
  if (lang === "en") return Promise.resolve(english[part]);
  return Promise.resolve(
    Object.fromEntries(
      Object.entries(english[part]).map(([key, sentence]): [string, string] => {
        if (key === "forms") return [key, sentence];
        const holes = [0, 1, 2].filter((place) => sentence.includes(`{${place}}`));
        return [key, `⟨${[key, ...holes.map((place) => `{${place}}`)].join(" ")}⟩`];
      }),
    ),
  );
});
