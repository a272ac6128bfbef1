/** The entities that WordPress puts into names. */
const NAMED: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  ndash: "–",
  mdash: "—",
  times: "×",
  hellip: "…",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
};

/** A name as a person reads it: WooCommerce tells "Black &ndash; M" for "Black – M". */
export function plainText(name: string): string {
  return name
    .replace(/&(?:#(\d{1,6})|([a-z]{2,6}));/g, (entity: string, code?: string, word?: string) => {
      if (code !== undefined) return Number(code) > 31 ? String.fromCodePoint(Number(code)) : "";
      return NAMED[word ?? ""] ?? entity;
    })
    .trim();
}
