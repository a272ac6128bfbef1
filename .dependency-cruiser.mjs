/**
 * Which way imports may point (docs/design.md, "The house"):
 *   app → capability routes → capability verbs → ledger | program → database
 */
const capabilities =
  "books|stores|members|orders|rewards|tiers|referrals|events|storefront|integrations|notices|time|webhooks|till|imports|exports|hosted|sign-ins|mail";
const routes = "^worker/.+/routes(\\.ts$|/)";
const queries = "^worker/.+/queries(\\.ts$|/)";

/** An import of types only is gone when the code runs. */
const typesOnly = ["type-only"];

const forbidden = [
  {
    name: "no-circular",
    comment: "Two files that need each other when they run are one file, or miss a third.",
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: typesOnly } },
  },
  {
    name: "no-unresolvable",
    comment: "The file or package isn't there.",
    from: {},
    to: { couldNotResolve: true, pathNot: "^(cloudflare:|virtual:|vitest/browser)" },
  },
  {
    name: "program-is-pure",
    comment: "program/ decides: no I/O, no clock, no randomness. It imports itself and zod.",
    from: { path: "^worker/program/" },
    to: { pathNot: "^worker/program/|node_modules/zod/" },
  },
  {
    name: "database-at-the-bottom",
    comment: "database/ knows tables and clients, and nothing of what stands on it.",
    from: { path: "^worker/database/" },
    to: { path: "^worker/", pathNot: "^worker/(database/|environment\\.ts$)", dependencyTypesNot: typesOnly },
  },
  {
    name: "ledger-below-capabilities",
    comment: "The ledger changes points and knows nobody: it stands on program/ and database/.",
    from: { path: "^worker/ledger/" },
    to: { path: "^worker/", pathNot: "^worker/((ledger|program|database)/|environment\\.ts$)" },
  },
  {
    name: "http-knows-no-capability",
    comment:
      "http/ is what every route shares: of the capabilities it knows the store that asks, and no other.",
    from: { path: "^worker/http/" },
    to: {
      path: `^worker/((${capabilities})/|(app|index)\\.ts$)`,
      pathNot: "^worker/stores/",
      dependencyTypesNot: typesOnly,
    },
  },
  {
    name: "verbs-know-no-routes",
    comment: "Routes call verbs; a verb never calls routes.",
    from: { path: "^worker/.+/", pathNot: routes },
    to: { path: routes },
  },
  {
    name: "own-routes-only",
    comment: "Routes of one capability don't reach into another's: both call verbs.",
    from: { path: "^worker/([^/]+)/" },
    to: { path: routes, pathNot: "^worker/$1/" },
  },
  {
    name: "own-queries-only",
    comment: "A capability never reaches into another's queries: it calls its verbs.",
    from: { path: "^worker/([^/]+)/" },
    to: { path: queries, pathNot: "^worker/$1/" },
  },
  {
    name: "app-on-top",
    comment: "Only the Worker's doors mount the app, and nothing in the Worker calls its doors.",
    from: { path: "^worker/", pathNot: "^worker/index\\.ts$" },
    to: { path: "^worker/(app|index)\\.ts$" },
  },
  {
    name: "worker-stands-alone",
    comment: "The Worker is deployed without the rest of the project.",
    from: { path: "^worker/" },
    to: { path: "^(widget|till|client|demo|scripts|bench|test)/" },
  },
  {
    name: "widget-takes-only-types-from-the-worker",
    comment:
      "What the widget takes from the Worker must weigh nothing on a shopper's page; but the rules that say what an order will earn, what a reward takes off it and how a sentence is said, are written once.",
    from: { path: "^widget/" },
    to: {
      path: "^worker/",
      pathNot: "^worker/program/(estimate|reward-worth|words)\\.ts$",
      dependencyTypesNot: typesOnly,
    },
  },
  {
    name: "widget-stands-alone",
    comment: "The widget is built without the rest of the project.",
    from: { path: "^widget/" },
    to: { path: "^(till|client|demo|scripts|bench|test)/" },
  },
  {
    name: "till-stands-on-the-widget",
    comment:
      "The till's page shares the widget's look, words' formats and calls, and is built without the rest.",
    from: { path: "^till/" },
    to: { path: "^(worker|client|demo|scripts|bench|test)/" },
  },
  {
    name: "client-stands-alone",
    comment: "The client runs anywhere and needs nothing: it imports itself.",
    from: { path: "^client/" },
    to: { pathNot: "^client/" },
  },
  {
    name: "loader-is-light",
    comment: "Every page load pays for the loader: no Lit, no panel; the panel comes when someone wants it.",
    from: { path: "^widget/loader/" },
    to: {
      path: "^widget/(panel|elements)/|node_modules/(lit|lit-html|@lit/[^/]+|lit-element)/",
      dependencyTypesNot: typesOnly,
    },
  },
  {
    name: "no-node-on-the-edge",
    comment: "The Worker and the widget run without Node's modules.",
    from: { path: "^(worker|widget|till)/" },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "no-dev-packages-in-the-product",
    comment: "What ships is a dependency, with a licence we looked at; a devDependency gives types at most.",
    from: { path: "^(worker|widget|till)/" },
    to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], dependencyTypesNot: typesOnly },
  },
  {
    name: "product-without-tests",
    comment: "Code doesn't reach into its tests.",
    from: { path: "^(demo|scripts)/" },
    to: { path: "\\.test\\.ts$" },
  },
];

export default {
  forbidden: forbidden.map((rule) => ({ severity: "error", ...rule })),
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|coverage|\\.cache|\\.wrangler)/" },
    tsConfig: { fileName: "tsconfig.base.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["types", "import", "default"],
      extensions: [".ts", ".mjs", ".js", ".d.ts", ".json"],
    },
  },
};
