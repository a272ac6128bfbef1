/** The elements for a store's templates as their sources describe them: docs/elements.md, and a custom elements manifest. */
import { glob, readFile } from "node:fs/promises";
import { format, resolveConfig } from "prettier";
import ts from "typescript";
import { inProject } from "../local/paths.ts";

/** What a docstring says of an attribute, a slot, a part, a custom property or an event. */
interface Said {
  name: string;
  type: string | undefined;
  default: string | undefined;
  description: string;
}

interface Described {
  tag: string;
  className: string;
  path: string;
  summary: string;
  description: string;
  example: string;
  /** What is said by the docstring's tags, by their names. */
  said: Map<string, Said[]>;
}

/** The tags that say something of a name, with the heading under which docs/elements.md lists it. */
const kinds = {
  attr: "Attributes",
  slot: "Slots",
  csspart: "Parts",
  cssproperty: "Custom properties",
  event: "Events",
} as const;

/** Reads every element that a docstring in widget/elements/ names with `@tag`, by its name. */
async function describedElements(): Promise<Described[]> {
  const found: Described[] = [];
  for await (const path of glob("widget/elements/*/*.ts", { cwd: inProject() })) {
    const text = await readFile(inProject(path), "utf8");
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    for (const node of file.statements) {
      if (!ts.isClassDeclaration(node) || !node.name) continue;
      const described = describe(node, node.name.text, path.replaceAll("\\", "/"));
      if (described) found.push(described);
    }
  }
  return found.sort((a, b) => (a.tag < b.tag ? -1 : 1));
}

function describe(node: ts.ClassDeclaration, className: string, path: string): Described | undefined {
  const tags = ts.getJSDocTags(node);
  const textOf = ({ comment }: ts.JSDocTag) => ts.getTextOfJSDocComment(comment) ?? "";
  const first = (name: string) => {
    const tag = tags.find(({ tagName }) => tagName.text === name);
    return tag ? textOf(tag).trim() : "";
  };
  const tag = first("tag");
  if (!tag) return undefined;
  const [docs] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const said = new Map<string, Said[]>();
  for (const kind of Object.keys(kinds))
    said.set(
      kind,
      tags
        .filter(({ tagName }) => tagName.text === kind)
        .map((each) => saidOf(textOf(each), `${path}: @${kind}`)),
    );
  const description = (ts.getTextOfJSDocComment(docs?.comment) ?? "").replaceAll(/\s*\n\s*/g, " ").trim();
  const summary = first("summary");
  if (!summary || !description) throw new Error(`${path} says too little of <${tag}>.`);
  return { tag, className, path, summary, description, example: first("example"), said };
}

/** `{type} name - what`, `[name=default] - what`, `- what` of what has no name. */
function saidOf(text: string, where: string): Said {
  const match =
    /^(?:\{(?<type>[^}]+)\}\s*)?(?:\[(?<optional>[^=\]]+)=(?<given>[^\]]+)\]|(?<name>\S+))?\s*-\s+(?<what>[\s\S]+)$/.exec(
      text.trim().replace(/^-\s/, " - "),
    )?.groups;
  if (match?.what === undefined) throw new Error(`${where} is not understood: ${text}`);
  return {
    name: match.name ?? match.optional ?? "",
    type: match.type,
    default: match.given,
    description: match.what.replaceAll(/\s*\n\s*/g, " ").trim(),
  };
}

const opening = `# Elements

<!-- Written by \`npm run reference\` from the docstrings in widget/elements/: change those. -->

Each of these can stand by itself in a store's template. They come with [the tag](widget.md): once a page
has one of them, or its tag has \`data-elements\`, one chunk is fetched that defines them all, and what is
about a member or counts points comes after it when it is wanted. All of them share one session and one
answer about the program, with the panel too; they change when points are redeemed, when somebody signs in or
out (\`window.regulars.identify\`), and when the page comes back from the back/forward cache.

They follow the page: its font, colour, \`color-scheme\`, direction and language. Rules of the page for the
element itself go before their own, \`::part()\` reaches what is inside, and \`--regulars-accent\` changes the
colour of buttons and progress, whose writing is black or white, whichever reads on it. A store's own
sentences are said here too.

**No layout shift.** An element keeps its room (\`min-block-size\`) from when it is defined. So that it has the same room
before that, give the page these rules, or those of the elements that it uses:

\`\`\`css
:is(regulars-product-points, regulars-cart-points, regulars-balance):not(:defined),
:is(regulars-tier, regulars-referral, regulars-page):not(:defined) {
  display: block;
  min-block-size: 1lh;
}
regulars-balance:not(:defined) {
  min-block-size: 44px;
}
regulars-cart-points:not(:defined) {
  min-block-size: calc(1lh + 48px);
}
regulars-tier:not(:defined) {
  min-block-size: calc(1lh + 62px);
}
regulars-referral:not(:defined) {
  min-block-size: calc(3lh + 100px);
}
regulars-page:not(:defined) {
  min-block-size: 560px;
}
\`\`\`

What stands between the tags is shown until the element knows better, and stays where JavaScript or the API is blocked.

Buttons open the panel with the events that [widget.md](widget.md#events) names.
`;

function markdownOf({ tag, description, example, said }: Described): string {
  const parts = [`## \`<${tag}>\``, description, `\`\`\`html\n${example}\n\`\`\``];
  for (const [kind, heading] of Object.entries(kinds)) {
    const all = said.get(kind) ?? [];
    if (all.length === 0) continue;
    const lines = all.map(({ name, type, default: given, description: what }) => {
      const more = [type, given && `\`${given}\` if left out`].filter(Boolean).join(", ");
      return `- ${name ? `\`${name}\`` : "the default slot"}${more ? ` (${more})` : ""}: ${what}`;
    });
    parts.push(`**${heading}**`, lines.join("\n"));
  }
  return parts.join("\n\n");
}

/** The Custom Elements Manifest, https://github.com/webcomponents/custom-elements-manifest: what editors read. */
function manifestOf(elements: Described[]) {
  const listed = (said: Said[] | undefined) =>
    (said ?? []).map(({ name, type, default: given, description }) => ({
      name,
      ...(type && { type: { text: type } }),
      ...(given && { default: given }),
      description,
    }));
  return {
    schemaVersion: "1.0.0",
    modules: elements.map(({ tag, className, path, summary, description, said }) => ({
      kind: "javascript-module",
      path,
      declarations: [
        {
          kind: "class",
          customElement: true,
          name: className,
          tagName: tag,
          summary,
          description,
          attributes: listed(said.get("attr")),
          slots: listed(said.get("slot")),
          cssParts: listed(said.get("csspart")),
          cssProperties: listed(said.get("cssproperty")),
          events: listed(said.get("event")),
        },
      ],
      exports: [
        { kind: "custom-element-definition", name: tag, declaration: { name: className, module: path } },
      ],
    })),
  };
}

/** What is committed of the elements' reference, by path. */
export async function elementsReference(): Promise<[path: string, text: string][]> {
  const elements = await describedElements();
  const text = [opening.trim(), ...elements.map(markdownOf)].join("\n\n");
  const style = await resolveConfig(inProject("docs/elements.md"));
  return [
    ["docs/elements.md", await format(text, { ...style, parser: "markdown" })],
    ["docs/custom-elements.json", `${JSON.stringify(manifestOf(elements), null, 2)}\n`],
  ];
}
