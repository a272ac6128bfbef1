import ts from "typescript";

/** Calls whose words are the reference's: a route's own, and what a schema says of itself. */
const DOCUMENTING = new Set(["createRoute", "meta"]);

/** What the reference says of a route, of a field, and (worker/http/catalogue.ts) of an error. */
const WORDS = new Set(["description", "summary", "remedy"]);

/**
 * The source of a module of the Worker without the words that only the reference has: scripts/build-reference.ts makes
 * that from the sources, and no request is answered with them. Lines stay where they are, for the source map.
 */
export function withoutReference(source: string, path: string): string {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, false);
  const isCatalogue = path.endsWith("/worker/http/catalogue.ts");
  let text = "";
  let end = 0;
  const visit = (node: ts.Node, documents: boolean): void => {
    if (
      documents &&
      ts.isPropertyAssignment(node) &&
      ts.isIdentifier(node.name) &&
      WORDS.has(node.name.text) &&
      isText(node.initializer)
    ) {
      const start = node.initializer.getStart(file);
      const lines = source.slice(start, node.initializer.end).split("\n").length - 1;
      text += `${source.slice(end, start)}""${"\n".repeat(lines)}`;
      end = node.initializer.end;
      return;
    }
    const begins = documents || (ts.isCallExpression(node) && DOCUMENTING.has(calledName(node)));
    ts.forEachChild(node, (child) => {
      visit(child, begins);
    });
  };
  visit(file, isCatalogue);
  return text + source.slice(end);
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
