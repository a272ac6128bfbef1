/** Secrets that a command is given: never as arguments, which the shell writes down and every process may read. */
import { text } from "node:stream/consumers";
import { parseEnv } from "node:util";
import { secretsIn, type GivenSecrets } from "./secret-names.ts";

/** The secrets of the environment; with `isPiped` those of lines NAME=value on standard input before them. */
export async function givenSecrets(isPiped: boolean): Promise<GivenSecrets> {
  const piped = isPiped ? secretsIn(parseEnv(await text(process.stdin))) : {};
  return { ...secretsIn(process.env), ...piped };
}
