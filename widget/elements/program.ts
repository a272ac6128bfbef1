import type { Storefront } from "../api/types.ts";
import type { Tag } from "../tag.ts";

/** The program as anyone may see it, by the very address that the panel asks: the browser keeps one answer for both. */
export async function askProgram({ origin, key }: Tag, lang: string): Promise<Storefront> {
  const answer = await fetch(`${origin}/storefront/program?key=${key}&lang=${lang}`, { credentials: "omit" });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return (await answer.json()) as Storefront;
}
