import js from "@eslint/js";
import lit from "eslint-plugin-lit";
import litA11y from "eslint-plugin-lit-a11y";
import wc from "eslint-plugin-wc";
import { defineConfig, globalIgnores } from "eslint/config";
import ts from "typescript-eslint";

/** What no part of the project may write, by selector, and why. */
const sqlThatSkipsChecks = "OR IGNORE and OR REPLACE walk past CHECKs and triggers: use WHERE NOT EXISTS.";
const cascade = "ON DELETE CASCADE takes children along when a migration rebuilds a table: delete by name.";
const sqlBans = ["Literal[value=/PATTERN/i]", "TemplateElement[value.raw=/PATTERN/i]"].flatMap((selector) => [
  { selector: selector.replace("PATTERN", "\\bOR\\s+(IGNORE|REPLACE)\\b"), message: sqlThatSkipsChecks },
  { selector: selector.replace("PATTERN", "\\bON\\s+DELETE\\s+CASCADE\\b"), message: cascade },
]);
const workerBans = [
  ...sqlBans,
  { selector: "Property[key.name='onDelete'][value.value='cascade']", message: cascade },
  {
    selector: "CallExpression[callee.property.name='transaction']",
    message: "D1 has no interactive transaction: send one batch, and let the database refuse.",
  },
];
/** Where a voucher may be written; everywhere else it would be forgotten that a shop has to be told of its code. */
const voucherWriters = ["worker/integrations/vouchers/hold-voucher.ts", "worker/rewards/take-code.ts"];
const voucherBan = {
  selector: "CallExpression[callee.property.name='insert'] > Identifier[name='vouchers']",
  message:
    "A new voucher is written by holdVoucher (or takeCode), so that its code is held for the store's shop.",
};
const page = "/^(window|globalThis|self|document)$/";
const widgetBans = [
  {
    selector: "ImportDeclaration[source.value=/style-map/]",
    message: "styleMap writes a style attribute, which a strict CSP blocks: use style.setProperty.",
  },
  {
    selector: "TaggedTemplateExpression[tag.name=/^(html|svg)$/] TemplateElement[value.raw=/\\sstyle\\s*=/]",
    message: "A style attribute is blocked by a strict CSP: use a class, or style.setProperty.",
  },
  {
    selector: "AssignmentExpression[left.object.name='history']",
    message: "The history is the page's: listen, never patch.",
  },
  {
    selector: "AssignmentExpression[left.object.property.name='history']",
    message: "The history is the page's: listen, never patch.",
  },
  {
    selector: `AssignmentExpression[left.object.name=${page}][left.property.name=/^(on[a-z]+|fetch|history)$/]`,
    message: "The page's own handlers and functions stay the page's: use addEventListener with a signal.",
  },
  {
    selector:
      "CallExpression[callee.property.name='addEventListener'][arguments.0.value=/^(before)?unload$/]",
    message: "An unload listener keeps the page out of the back/forward cache: use pagehide.",
  },
  {
    selector: "CallExpression[callee.name='addEventListener'][arguments.0.value=/^(before)?unload$/]",
    message: "An unload listener keeps the page out of the back/forward cache: use pagehide.",
  },
];

const typed = (config) => ({
  parserOptions: { project: `./${config}`, tsconfigRootDir: import.meta.dirname },
});

export default defineConfig(
  globalIgnores(["dist/", ".cache/", ".wrangler/", "coverage/"]),
  // A rule holds everywhere or it changes here: comments can't switch one off.
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [ts.configs.strictTypeChecked, ts.configs.stylisticTypeChecked],
    rules: {
      "@typescript-eslint/ban-ts-comment": ["error", { "ts-expect-error": true }],
      "@typescript-eslint/consistent-type-definitions": "off",
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      "@typescript-eslint/no-dynamic-delete": "off",
      "@typescript-eslint/no-empty-function": "off",
      "@typescript-eslint/no-empty-object-type": ["error", { allowInterfaces: "with-single-extends" }],
      // `import { type T }` alone would leave an import of the file behind.
      "@typescript-eslint/no-import-type-side-effects": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      // The runtime's bindings are declared as classes and made by nobody.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      // An empty string is as good as none.
      "@typescript-eslint/prefer-nullish-coalescing": ["error", { ignorePrimitives: { string: true } }],
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      eqeqeq: "error",
      "no-implicit-coercion": ["error", { boolean: false }],
      "object-shorthand": "error",
    },
  },
  { files: ["worker/**/*.ts", "test/worker/**/*.ts"], languageOptions: typed("tsconfig.worker.json") },
  {
    files: ["widget/**/*.ts", "till/**/*.ts", "test/widget/**/*.ts"],
    languageOptions: typed("tsconfig.widget.json"),
  },
  { files: ["client/**/*.ts"], languageOptions: typed("tsconfig.client.json") },
  {
    files: ["scripts/**/*.ts", "bench/**/*.ts", "demo/**/*.ts", "test/browser/**/*.ts", "vitest.config.ts"],
    languageOptions: typed("tsconfig.node.json"),
  },
  {
    files: ["worker/**/*.ts", "bench/**/*.ts", "demo/**/*.ts"],
    rules: { "no-restricted-syntax": ["error", ...workerBans, voucherBan] },
  },
  { files: voucherWriters, rules: { "no-restricted-syntax": ["error", ...workerBans] } },
  {
    // What the Worker prints is kept by others: errors only, by code.
    files: ["worker/**/*.ts"],
    rules: { "no-console": ["error", { allow: ["error", "warn"] }] },
  },
  // What the client meets it throws: what is printed is for its caller to say.
  { files: ["client/**/*.ts"], rules: { "no-console": "error" } },
  {
    files: ["widget/**/*.ts", "till/**/*.ts"],
    extends: [lit.configs["flat/recommended"], wc.configs["flat/best-practice"], litA11y.configs.recommended],
    rules: {
      "no-console": ["error", { allow: ["error", "warn"] }],
      "no-restricted-syntax": ["error", ...widgetBans],
      "lit/ban-attributes": ["error", "style"],
      "lit/lifecycle-super": "error",
      "lit/no-classfield-shadowing": "error",
      "lit/no-native-attributes": "error",
      "lit/no-property-change-update": "error",
      "lit/no-this-assign-in-render": "error",
      "lit/no-useless-template-literals": "error",
      "lit/no-value-attribute": "error",
      "lit/prefer-nothing": "error",
      "lit/value-after-constraints": "error",
      "wc/guard-define-call": "error",
    },
  },
  {
    files: ["**/*.js", "**/*.mjs", "**/*.cjs"],
    languageOptions: {
      globals: { console: "readonly", process: "readonly", setInterval: "readonly", URL: "readonly" },
    },
  },
);
