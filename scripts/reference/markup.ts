/** HTML whose holes are escaped unless they are HTML themselves. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Hole = string | number | Markup | null | undefined | Hole[];

/** The HTML of a template: text is escaped, lists are joined, null and undefined leave nothing. */
export function markup(parts: TemplateStringsArray, ...holes: Hole[]): Markup {
  return new Markup(
    parts.map((part, index) => part + (index < holes.length ? rendered(holes[index]) : "")).join(""),
  );
}

function rendered(hole: Hole): string {
  if (hole === null || hole === undefined) return "";
  if (hole instanceof Markup) return hole.text;
  if (Array.isArray(hole)) return hole.map(rendered).join("");
  return escaped(String(hole));
}

/** A text as it stands in HTML, in an attribute too. */
export function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** A sentence in which what stands between backticks is code. */
export function prose(text: string): Markup[] {
  return text
    .split("`")
    .map((part, index) => (index % 2 === 1 ? markup`<code>${part}</code>` : markup`${part}`));
}
