import { z } from "zod";
import { runWrangler, WranglerFailed } from "./wrangler.ts";

/** Whether wrangler is signed in, here or by CLOUDFLARE_API_TOKEN. */
export async function isSignedIn(): Promise<boolean> {
  const said = await runWrangler(["whoami", "--json"]).catch((error: unknown) => {
    if (error instanceof WranglerFailed) return "{}";
    throw error;
  });
  return z.object({ loggedIn: z.boolean().default(false) }).parse(JSON.parse(said)).loggedIn;
}

/** The id of the account's D1 database of that name, or null. */
export async function findDatabase(name: string): Promise<string | null> {
  const databases = z
    .array(z.object({ uuid: z.string(), name: z.string() }))
    .parse(JSON.parse(await runWrangler(["d1", "list", "--json"])));
  return databases.find((database) => database.name === name)?.uuid ?? null;
}

/** Makes a D1 database and gives back its id. */
export async function createDatabase(name: string): Promise<string> {
  await runWrangler(["d1", "create", name]);
  const id = await findDatabase(name);
  if (id === null)
    throw new WranglerFailed(`The database "${name}" was made, and is not in the account's list.`);
  return id;
}

/** The names of the Worker's secrets; none when the Worker isn't there yet. */
export async function secretsOf(configPath: string): Promise<string[]> {
  try {
    const said = await runWrangler(["secret", "list", "--format", "json", "--config", configPath]);
    return z
      .array(z.object({ name: z.string() }))
      .parse(JSON.parse(said))
      .map(({ name }) => name);
  } catch (error) {
    // 10007: the Worker is not there. Anything else must not be taken for "no secret": a new one would lock out the old.
    if (error instanceof WranglerFailed && /\b10007\b|does not exist/i.test(error.message)) return [];
    throw error;
  }
}
