/** A store's own look: the settings document of how the widget looks and speaks on the store's pages. */
import { z } from "zod";
import type { stores } from "../database/schema.ts";

/** How many sentences a store may have of its own, in all languages together. */
const MOST_SENTENCES = 300;

/** A store's own colour, #rrggbb. */
export const accent = z.string().regex(/^#[0-9a-f]{6}$/i, "Give a colour as #rrggbb.");

/** A BCP 47 tag as it names a language of the widget's words: de, pt-BR, zh-Hant. */
export const languageTag = z
  .string()
  .max(35)
  .regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/, "This is no BCP 47 language tag, such as de or pt-BR.");

// A name in quotes, or words that CSS takes without: nothing that could end the declaration it stands in.
const family = /"[\p{L}\p{N} -]+"|'[\p{L}\p{N} -]+'|\p{L}[\p{L}\p{N}-]*( \p{L}[\p{L}\p{N}-]*)*/u.source;
const families = new RegExp(`^(${family})( *, *(${family}))*$`, "u");

const font = z
  .string()
  .max(200)
  .regex(
    families,
    'This has to be "page", "system", or font families as CSS lists them: Georgia, "Times New Roman", serif.',
  );

const words = (most: number) => z.string().trim().min(1).max(most).nullable().default(null);
const pixels = z.int().min(0).max(200).default(20);

const offset = z.strictObject({
  inline: pixels.meta({ description: "From the side, px." }),
  block: pixels.meta({ description: "From the bottom, px." }),
});

const launcher = z.strictObject({
  show: z.enum(["button", "icon", "hidden"]).default("button").meta({
    description: "Hidden: the panel opens by the page's own buttons and links.",
  }),
  icon: z.enum(["stamps", "gift", "star", "heart"]).default("stamps"),
  words: words(30).meta({ description: "What it says; null: what the widget says by itself." }),
});

/** What of a look every page is told; its sentences go out by language. */
export const publicLook = z
  .strictObject({
    radius: z.int().min(0).max(28).default(20).meta({ description: "Of the panel's corners, px." }),
    font: font.default("page").meta({
      description: "`page`: the page's own; `system`: the device's; or font families as CSS lists them.",
    }),
    scheme: z.enum(["auto", "light", "dark"]).default("auto").meta({ description: "`auto`: as the device." }),
    corner: z.enum(["bottom-end", "bottom-start"]).default("bottom-end").meta({
      description: "Where the launcher is; the end is right where one reads from left to right.",
    }),
    offset: offset.prefault({}),
    launcher: launcher.prefault({}),
    greeting: words(120).meta({ description: "Stands at the head of the panel; null: the widget's own." }),
  })
  .meta({ id: "PublicLook" });

/** `words` of a look for one language: by the key of the widget's sentence, the store's own. */
export const sentences = z.record(
  z.string().regex(/^[a-zA-Z]{1,40}$/, "A sentence's key is 1 to 40 letters."),
  z.string().min(1).max(300),
);

/** The document as it is written and read. */
export const lookDocument = publicLook
  .extend({
    accent: accent.meta({ description: "The store's own colour, `#rrggbb`." }),
    words: z
      .record(languageTag, sentences)
      .default({})
      .refine(
        (languages) => Object.values(languages).flatMap(Object.keys).length <= MOST_SENTENCES,
        `There can be at most ${MOST_SENTENCES} sentences in all.`,
      )
      .meta({ description: "Sentences of the store's own, by language and by the sentence's key." }),
  })
  .meta({ id: "Look" });

export type Look = z.infer<typeof lookDocument>;
export type PublicLook = z.infer<typeof publicLook>;
/** As the database keeps it: the colour is a column of its own. What is not there is as every store begins with. */
export type StoredLook = Partial<Omit<Look, "accent">>;

type Store = Pick<typeof stores.$inferSelect, "accent" | "look">;

/** The whole look of a store. */
export function lookOf({ accent, look }: Store): Look {
  return lookDocument.parse({ ...look, accent });
}

/** What of it every page is told. */
export function publicLookOf({ look }: Store): PublicLook {
  const { words: _, ...shown } = look ?? {};
  return publicLook.parse(shown);
}

/** The store's own sentences in a language, those of "pt-BR" before those of "pt"; none where no language is asked for. */
export function sentencesIn({ look }: Store, language: string | undefined): Record<string, string> {
  const own = Object.entries(look?.words ?? {});
  const parts = language?.toLowerCase().split("-") ?? [];
  const tags = parts.map((_, index) => parts.slice(0, index + 1).join("-"));
  const found = tags.flatMap((tag) => own.filter(([each]) => each.toLowerCase() === tag));
  return Object.fromEntries(found.flatMap(([, each]) => Object.entries(each)));
}
