/** The words of the mails, as their files say them. */
const files = import.meta.glob<unknown>("../../../worker/mail/words/*.json", { import: "default" });

/** The languages that there is a file for. */
export const written = Object.keys(files).map((path) => path.replace(/^.*\/|\.json$/g, ""));

/** What the file of a language holds. */
export async function wordsOf(language: string): Promise<unknown> {
  return await files[`../../../worker/mail/words/${language}.json`]?.();
}

/** What the Worker is bound to, as far as mail goes: the files as the build puts them beside the widget. */
export const ASSETS = {
  fetch: async (url: string) => {
    const words = await wordsOf(url.replace(/^.*\/|\.json$/g, ""));
    return words === undefined ? new Response(null, { status: 404 }) : Response.json(words);
  },
} as unknown as Fetcher;
