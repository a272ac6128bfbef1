import type { Plugin } from "vite";
import { inProject } from "../local/paths.ts";

/** `import("./views/rewards.ts")`, in the panel's list of further views. */
const imported = /import\("(\.\/views\/\w+\.ts)"\)/g;

/**
 * Makes a file of each further view of the panel, and has it imported by its address: an import that the bundler writes
 * can't be tried again, for browsers remember that an address failed (widget/again.ts).
 */
export function viewsByAddress(): Plugin {
  return {
    name: "views-by-address",
    enforce: "pre",
    transform(code, id) {
      if (id !== inProject("widget/panel/chunks.ts")) return null;
      const addressed = code.replace(imported, (_, path: string) => {
        const file = this.emitFile({ type: "chunk", id: inProject("widget/panel", path) });
        return `again(import.meta.ROLLUP_FILE_URL_${file})`;
      });
      return { code: `import { again } from "../again.ts";\n${addressed}`, map: null };
    },
  };
}
