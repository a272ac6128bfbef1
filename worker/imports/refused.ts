/** A row, or a whole file, that can't be imported as it is; the message says why and what to do, without personal data. */
export class Refused extends Error {}
