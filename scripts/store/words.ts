import type { CreatedStore } from "../../worker/stores/create.ts";
import type { NewKey } from "../../worker/stores/keys.ts";
import type { ListedStore } from "./commands.ts";

/** The tag to paste. `origin` is the Worker's; null when it isn't known here. */
function tagOf(publishableKey: string, origin: string | null): string {
  return `<script async src="${origin ?? "https://YOUR-WORKER"}/w/${publishableKey}.js" data-token-url="/regulars/token"></script>`;
}

/** What the maker of a store needs to know, and won't be told again. */
export function createdWords(name: string, { id, keys }: CreatedStore, origin: string | null): string {
  return `The store "${name}" is made (${id}).

The tag, for every page of the store:
  ${tagOf(keys.publishable.key, origin)}

For the store's server alone, and shown this once. Keep them where you keep passwords:
  Secret key, for the server API       ${keys.secret.key}
  Signing key, for the shopper's token ${keys.signing.key}
                                       ${keys.signing.secret ?? ""}

Next, publish the program: PUT /v1/program, with the secret key.`;
}

/** A new key, and what becomes of the one before. */
export function keyWords(made: NewKey, origin: string | null): string {
  switch (made.kind) {
    case "secret":
      return `Secret key, shown this once: ${made.key}\nThe one before stopped working now.`;
    case "publishable":
      return `The tag, with the new publishable key:\n  ${tagOf(made.key, origin)}\nThe one before stopped working now.`;
    case "signing":
      return `Signing key, shown this once:\n  ${made.key}\n  ${made.secret ?? ""}\nThe one before stays good until the next is made; any older one stopped working now.`;
  }
}

/** The stores, a paragraph each. */
export function listWords(stores: readonly ListedStore[]): string {
  if (stores.length === 0) return "There is no store yet: npm run store -- create";
  return stores
    .map(({ id, handle, name, origins, landingUrl, programVersion, sandbox, createdAt, keys }) => {
      const since = (at: number) => new Date(at).toISOString().slice(0, 10);
      const shown = keys.map(
        (key) =>
          `${key.kind} ${key.kind === "secret" ? `sk_…${key.hint}` : key.lookup} (${since(key.createdAt)})`,
      );
      return [
        `${handle}: ${name} (${id}), since ${since(createdAt)}${sandbox ? ", a sandbox" : ""}`,
        `  program  ${programVersion === 0 ? "none published" : `version ${programVersion}`}`,
        `  origins  ${origins.join(", ") || "none"}`,
        `  landing  ${landingUrl}`,
        ...shown.map((words, index) => `  ${index === 0 ? "keys   " : "       "}  ${words}`),
      ].join("\n");
    })
    .join("\n\n");
}
