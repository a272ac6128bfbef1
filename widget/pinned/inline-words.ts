import { said } from "../elements/words-source.ts";
import type { Sentences } from "../words/say.ts";
import { load as part } from "./languages.ts";

export { english } from "../elements/words-source.ts";

/** What the elements say in another language, of the text that lies beside the pinned file. Rejects without it. */
export const load = (lang: string): Promise<Sentences> => said(lang, part);
