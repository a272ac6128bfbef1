/** docs/words.md: every sentence of the widget by its key, for a store that says some in words of its own. */
import { readFile } from "node:fs/promises";
import * as english from "../../widget/words/en.ts";
import type { Language } from "../../widget/words/language.ts";
import { languages } from "../../widget/words/languages.ts";
import { inProject } from "../local/paths.ts";

const source = "widget/words/en.ts";

/** When a part comes, in the order in which the page shows them. */
const parts = {
  core: "What comes with the panel",
  more: "What comes with a further view",
  inline: "What comes with the elements in a store's own pages",
  launcher: "What comes with the tag",
};

type Part = keyof typeof parts;

/** A key of the source, with the docstring over it if there is one. */
const entry = /(?:\/\*\*\s*((?:(?!\*\/)[\s\S])*?)\s*\*\/\s*)?^ {2}(\w+):/gm;

/** The page. Reads what the comments of the English sentences say of each. */
export async function wordsMarkdown(): Promise<string> {
  const code = await readFile(inProject(source), "utf8");
  const forms = await Promise.all(
    ["en", ...languages].map(async (lang) => {
      const { core } = (await import(`../../widget/words/${lang}.ts`)) as Language;
      return [`\`${lang}\``, core.forms];
    }),
  );
  return `# The widget's sentences

What each key says in English, and what is put in. How a store says it in words of its own is in
[widget.md](widget.md#languages).

This page is made from \`${source}\` by \`npm run reference\`.

${Object.keys(parts)
  .map((part) => section(part as Part, code))
  .join("\n\n")}

## Plural forms

In this order the forms of a sentence stand between brackets.

${table(["language", "forms"], forms)}
`;
}

function section(part: Part, code: string): string {
  const body = new RegExp(`^export const ${part} = \\{\\n([\\s\\S]*?)\\n\\} as const;`, "m").exec(code)?.[1];
  if (body === undefined) throw new Error(`${source} has no "${part}"`);
  const sentences: Record<string, string> = english[part];
  const found = [...body.matchAll(entry)].map(([, , key]) => key);
  if (found.join() !== Object.keys(sentences).join())
    throw new Error(`${source}, "${part}": read ${found.join(", ")}`);
  const groups = body.split("\n\n").map((group) => {
    const heading = /^ {2}\/\/ (.*)$/m.exec(group)?.[1];
    const rows = [...group.matchAll(entry)]
      .filter(([, , key]) => key !== "forms")
      .map(([, note = "", key = ""]) => [
        `\`${key}\``,
        sentences[key] ?? "",
        note.replace(/\s*\n\s*\*?\s*/g, " "),
      ]);
    return (heading ? `${heading}\n\n` : "") + table(["key", "English", ""], rows);
  });
  return `## ${parts[part]}\n\n${groups.join("\n\n")}`;
}

/** A table of Markdown, its columns straight as the formatter wants them. */
function table(head: string[], rows: string[][]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll("|", "\\|")));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const [first = "", ...others] = cells.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`,
  );
  return [first, `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...others].join("\n");
}
