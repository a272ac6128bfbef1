import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Imports the runtime so that what it runs trusts the authority (PEM) too. Miniflare offers no option for it: when it is
 * imported it reads the file that NODE_EXTRA_CA_CERTS names, once, and hands the certificates to workerd.
 */
export async function trusting<T>(authority: string, importRuntime: () => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "regulars-trust-"));
  const file = join(folder, "authorities.pem");
  const before = process.env.NODE_EXTRA_CA_CERTS;
  // Whoever sets it needs those as well.
  const others = before !== undefined && existsSync(before) ? readFileSync(before, "utf8") : "";
  writeFileSync(file, `${others}\n${authority}`);
  process.env.NODE_EXTRA_CA_CERTS = file;
  try {
    return await importRuntime();
  } finally {
    if (before === undefined) delete process.env.NODE_EXTRA_CA_CERTS;
    else process.env.NODE_EXTRA_CA_CERTS = before;
    rmSync(folder, { recursive: true });
  }
}
