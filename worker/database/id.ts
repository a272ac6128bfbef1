const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** The last id's time and chance: the next of the same millisecond follows it. */
let last = { now: -1, chance: "" };

/**
 * A new id: the prefix, 10 characters of time (milliseconds, Crockford base 32, so that ids sort by
 * time) and 16 of chance (80 bits). Layout of a ULID, in lower case, and as there the ids that one
 * isolate makes within a millisecond rise, so that two lots of one request are spent in the order they
 * were granted.
 */
export function newId(prefix: string, now: number): string {
  const chance = now === last.now ? following(last.chance) : randomText(16, ALPHABET);
  last = { now, chance };
  return `${firstId(prefix, now)}${chance}`;
}

/** What all ids of the prefix made at `at` (milliseconds) begin with, and none made before sorts after. */
export function firstId(prefix: string, at: number): string {
  let time = "";
  for (let rest = at, place = 0; place < 10; place++) {
    time = ALPHABET.charAt(rest % 32) + time;
    rest = Math.floor(rest / 32);
  }
  return `${prefix}_${time}`;
}

/** When an id was made, milliseconds. */
export function timeOfId(id: string): number {
  const start = id.indexOf("_") + 1;
  let at = 0;
  for (let place = start; place < start + 10; place++)
    at = at * 32 + Math.max(0, ALPHABET.indexOf(id.charAt(place)));
  return at;
}

/** The next text of the same length in the alphabet's order; after the very last, another by chance. */
function following(text: string): string {
  const kept = text.replace(/z+$/, "");
  if (kept === "") return randomText(text.length, ALPHABET);
  const next = ALPHABET.charAt(ALPHABET.indexOf(kept.slice(-1)) + 1);
  return kept.slice(0, -1) + next + "0".repeat(text.length - kept.length);
}

/** Text of `length` characters drawn evenly from an alphabet of at most 256. */
export function randomText(length: number, alphabet: string): string {
  // Bytes past the last whole multiple of the alphabet would favour its first characters.
  const limit = 256 - (256 % alphabet.length);
  let text = "";
  while (text.length < length)
    for (const byte of crypto.getRandomValues(new Uint8Array(length * 2)))
      if (byte < limit && text.length < length) text += alphabet.charAt(byte % alphabet.length);
  return text;
}
