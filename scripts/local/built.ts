import { readdir, stat } from "node:fs/promises";
import { inProject } from "./paths.ts";

/** What the Worker serves as files, and from which sources it is made. */
const products = [
  {
    name: "widget",
    made: "dist/assets/widget/manifest.json",
    sources: [
      "widget",
      "scripts/build-widget.ts",
      "scripts/widget",
      "scripts/words",
      "scripts/cloudflare/headers.ts",
      "package.json",
      "package-lock.json",
    ],
    make: async () => {
      const { buildWidget } = await import("../build-widget.ts");
      await buildWidget();
    },
  },
  {
    name: "till",
    made: "dist/assets/till/index.html",
    sources: [
      "till",
      "widget",
      "scripts/build-till.ts",
      "scripts/build-widget.ts",
      "scripts/till",
      "package-lock.json",
    ],
    make: async () => {
      const { buildTill } = await import("../build-till.ts");
      await buildTill();
    },
  },
  {
    name: "mail",
    made: "dist/assets/mail/en.json",
    sources: ["worker/mail", "worker/http/languages.ts", "scripts/build-mail.ts"],
    make: async () => {
      const { buildMail } = await import("../build-mail.ts");
      await buildMail();
    },
  },
  {
    name: "hosted page",
    made: "dist/assets/hosted/en.json",
    sources: [
      "worker/hosted/words",
      "worker/http/languages.ts",
      "scripts/build-hosted.ts",
      "scripts/hosted",
      "scripts/words",
    ],
    make: async () => {
      const { buildHosted } = await import("../build-hosted.ts");
      await buildHosted();
    },
  },
  {
    name: "API reference",
    made: "dist/assets/reference/index.html",
    sources: ["worker", "scripts/reference", "scripts/build-reference.ts", "package-lock.json"],
    make: async () => {
      const { buildReference } = await import("../build-reference.ts");
      await buildReference();
    },
  },
];

/** Makes those of the Worker's files whose sources are newer than they are, and gives back the names of what it made. */
export async function buildWhenChanged(): Promise<string[]> {
  const made = await Promise.all(
    products.map(async (product) => {
      const changed = await Promise.all(product.sources.map((path) => newestIn(inProject(path))));
      if ((await modifiedAt(inProject(product.made))) > Math.max(...changed)) return [];
      await product.make();
      return [product.name];
    }),
  );
  return made.flat();
}

/** When a file was last changed, milliseconds; 0 when there is none. */
function modifiedAt(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}

/** When a file, or anything in a folder, was last changed. A folder changes when something in it is taken away. */
async function newestIn(path: string): Promise<number> {
  const own = await modifiedAt(path);
  const inside = await readdir(path, { recursive: true }).catch(() => []);
  return Math.max(own, ...(await Promise.all(inside.map((name) => modifiedAt(`${path}/${name}`)))));
}
