import type { Plugin } from "vite";
import { inProject } from "../local/paths.ts";

/** `import("./views/rewards.ts")`, in the panel's list of further views, and what lays the panel out in a page. */
const imported = /import\("\.\/((?:views\/)?(\w+)(?:\/index)?\.ts)"\)/g;

const importing = ["widget/panel/chunks.ts", "widget/panel/index.ts"].map((file) => inProject(file));

/**
 * Makes a file of each further view of the panel, and has it imported by its address: an import that the bundler writes
 * can't be tried again, for browsers remember that an address failed (widget/again.ts).
 */
export function viewsByAddress(): Plugin {
  return {
    name: "views-by-address",
    enforce: "pre",
    transform(code, id) {
      if (!importing.includes(id)) return null;
      const addressed = code.replace(imported, (_, path: string, name: string) => {
        const file = this.emitFile({ type: "chunk", id: inProject("widget/panel", path), name });
        return `again(import.meta.ROLLUP_FILE_URL_${file})`;
      });
      return { code: `import { again } from "../again.ts";\n${addressed}`, map: null };
    },
    // Not as `new URL(…, import.meta.url)`, which other bundlers and servers take for a picture and rewrite.
    resolveFileUrl: ({ fileName }) => `import.meta.url.replace(/[^/]*$/, "${fileName}")`,
  };
}
