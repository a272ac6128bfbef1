const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/**
 * A new id: the prefix, 10 characters of time (milliseconds, Crockford base 32, so that ids sort by
 * time) and 16 of chance (80 bits). Layout of a ULID, in lower case.
 */
export function newId(prefix: string, now: number): string {
  let time = "";
  for (let rest = now, place = 0; place < 10; place++) {
    time = ALPHABET.charAt(rest % 32) + time;
    rest = Math.floor(rest / 32);
  }
  return `${prefix}_${time}${randomText(16, ALPHABET)}`;
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
