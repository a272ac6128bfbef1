import ts from "typescript";

/** Calls whose words are the reference's: a route's own, and what a schema says of itself. */
const DOCUMENTING = new Set(["createRoute", "meta"]);

/** What the reference says of a route, of a field, and (worker/http/catalogue.ts) of an error. */
const WORDS = new Set(["description", "summary", "remedy"]);

/**
 * The source of a module of the Worker without what only the reference has: words, and the shapes of answers.
 * scripts/build-reference.ts makes that from the sources, and no request is answered with them. Lines stay where they are,
 * for the source map.
 *
 * A schema is marked as made without any effect (`@__PURE__`), so that the bundler leaves out those that only answers had.
 */
export function withoutReference(source: string, path: string): string {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, false);
  const isCatalogue = path.endsWith("/worker/http/catalogue.ts");
  let text = "";
  let end = 0;
  const leaveOut = (node: ts.Node, instead: string): void => {
    const start = node.getStart(file);
    const lines = source.slice(start, node.end).split("\n").length - 1;
    text += `${source.slice(end, start)}${instead}${"\n".repeat(lines)}`;
    end = node.end;
  };
  const visit = (node: ts.Node, documents: boolean): void => {
    if (documents && ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) {
      const { name, initializer } = node;
      if (WORDS.has(name.text) && isText(initializer)) return leaveOut(initializer, '""');
      if (name.text === "responses") return leaveOut(initializer, "{}");
    }
    if (ts.isCallExpression(node) && isSchema(node)) {
      const start = node.getStart(file);
      text += `${source.slice(end, start)}/* @__PURE__ */ `;
      end = start;
    }
    const begins = documents || (ts.isCallExpression(node) && DOCUMENTING.has(calledName(node)));
    ts.forEachChild(node, (child) => {
      visit(child, begins);
    });
  };
  visit(file, isCatalogue);
  return text + source.slice(end);
}

/** What is done with a schema, and may throw. */
const USING = new Set(["parse", "safeParse", "parseAsync", "safeParseAsync"]);

/** Whether a call makes a schema: `z.object(…).meta(…)`, or part of one. */
function isSchema(call: ts.CallExpression): boolean {
  if (USING.has(calledName(call))) return false;
  let root: ts.Expression = call.expression;
  while (ts.isPropertyAccessExpression(root) || ts.isCallExpression(root)) root = root.expression;
  return ts.isIdentifier(root) && root.text === "z";
}

function calledName({ expression }: ts.CallExpression): string {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : "";
}

/** Whether it is text as it stands, and nothing that is worked out. */
function isText(node: ts.Expression): boolean {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return true;
  return ts.isBinaryExpression(node) && isText(node.left) && isText(node.right);
}
