/** What Vite gives the ledger's tests: from the environment what begins with VITE_, and files by a pattern. */
interface ImportMeta {
  readonly env: { readonly VITE_LEDGER_SEED?: string; readonly VITE_LEDGER_HISTORIES?: string };
  glob<Content>(
    pattern: string,
    options: { query?: string; import?: string },
  ): Record<string, (() => Promise<Content>) | undefined>;
}
