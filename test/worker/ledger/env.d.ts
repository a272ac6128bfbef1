/** What Vite gives the ledger's tests: from the environment what begins with VITE_, and files by a pattern. */
interface ImportMeta {
  readonly env: Readonly<
    Partial<Record<"VITE_LEDGER_SEED" | "VITE_LEDGER_HISTORIES" | "VITE_LEDGER_UNTIL", string>>
  >;
  glob<Content>(
    pattern: string,
    options: { query?: string; import?: string },
  ): Record<string, (() => Promise<Content>) | undefined>;
}
