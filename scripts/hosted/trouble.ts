/** What is wrong with a language of the hosted page, before anybody reads it. */
import { untold } from "../words/untold.ts";

/** What its sentences lack or have too much beside the English ones, to go on after the file's name; null where all is well. */
export function troubleOf(
  sentences: Record<string, string>,
  english: Record<string, string>,
  language: string,
): string | null {
  const differs = untold(sentences, english);
  if (differs) return differs;
  const forms = (sentences.forms ?? "").split(" ");
  const nameless = new Intl.PluralRules(language)
    .resolvedOptions()
    .pluralCategories.find((category) => !forms.includes(category));
  if (nameless) return `has no form for "${nameless}"`;
  for (const [key, sentence] of Object.entries(sentences)) {
    const [has, needs] = [givenTo(sentence), givenTo(english[key] ?? "")];
    if (has !== needs)
      return `gives "${key}" ${has || "nothing"} where English gives it ${needs || "nothing"}`;
    const odd = [...sentence.matchAll(/\[([^\]]*)\]/g)].find(
      ([, inside = ""]) => inside.split("|").length !== forms.length,
    );
    if (odd) return `has other forms than "${forms.join(" ")}" in "${key}"`;
    if (/[[\]{}]/.test(sentence.replace(/\[[^[\]]*\]/g, "").replace(/\{\d\}/g, "")))
      return `has a bracket too many or too few in "${key}"`;
  }
  return null;
}

/** The places that a sentence is filled at, by number: "{0} {1}". A plural counts the first. */
function givenTo(sentence: string): string {
  const places = [...sentence.matchAll(/\{(\d)\}|\[(?:(\d):)?/g)].map(
    ([, place, counted]) => `{${place ?? counted ?? 0}}`,
  );
  return [...new Set(places)].sort().join(" ");
}
