/** What the environment tells the ledger's tests: Vite hands on what begins with VITE_. */
interface ImportMeta {
  readonly env: { readonly VITE_LEDGER_SEED?: string };
}
