/**
 * Which sentence a language lacks, or has and English hasn't, to go on after the file's name in a message; null where it says
 * what English says.
 */
export function untold(said: Record<string, string>, english: Record<string, string>): string | null {
  const unknown = Object.keys(said).find((key) => !(key in english));
  if (unknown) return `says "${unknown}", which English doesn't`;
  const missing = Object.keys(english).find((key) => !said[key]?.trim());
  return missing ? `doesn't say "${missing}"` : null;
}
