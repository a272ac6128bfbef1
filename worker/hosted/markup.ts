/** HTML that is put together in pieces: text is escaped, and what is HTML already says so by its class. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Piece = string | number | Markup | null | Piece[];

/** HTML with values in it: each is escaped, a list is joined, null is nothing. */
export function markup(parts: TemplateStringsArray, ...values: Piece[]): Markup {
  return new Markup(
    parts.map((part, index) => part + (index < values.length ? textOf(values[index] ?? null) : "")).join(""),
  );
}

function textOf(piece: Piece): string {
  if (piece === null) return "";
  if (piece instanceof Markup) return piece.text;
  if (Array.isArray(piece)) return piece.map(textOf).join("");
  return String(piece).replaceAll(/[&<>"']/g, (each) => `&#${each.charCodeAt(0)};`);
}
