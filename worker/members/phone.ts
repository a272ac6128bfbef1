/** Telephone numbers as E.164 (ITU): "+", the country's code and the number there, at most 15 digits. */
import { sha256 } from "../database/hash.ts";
import { Problem } from "../http/problem.ts";

/**
 * Calling codes by region (ISO 3166), with the digits that a number within the country begins with and that are left out
 * from abroad: "0" unless it says otherwise. A region that isn't here has its numbers kept as they were typed.
 */
const REGIONS: Record<string, { code: string; trunk?: string }> = {
  AE: { code: "971" },
  AR: { code: "54" },
  AT: { code: "43" },
  AU: { code: "61" },
  BE: { code: "32" },
  BG: { code: "359" },
  BR: { code: "55" },
  CA: { code: "1", trunk: "1" },
  CH: { code: "41" },
  CL: { code: "56" },
  CN: { code: "86" },
  CO: { code: "57" },
  CY: { code: "357" },
  CZ: { code: "420" },
  DE: { code: "49" },
  DK: { code: "45" },
  EE: { code: "372", trunk: "" },
  ES: { code: "34" },
  FI: { code: "358" },
  FR: { code: "33" },
  GB: { code: "44" },
  GR: { code: "30" },
  HK: { code: "852" },
  HR: { code: "385" },
  HU: { code: "36", trunk: "06" },
  ID: { code: "62" },
  IE: { code: "353" },
  IL: { code: "972" },
  IN: { code: "91" },
  IS: { code: "354" },
  // An Italian number keeps its 0 from abroad.
  IT: { code: "39", trunk: "" },
  JP: { code: "81" },
  KR: { code: "82" },
  LT: { code: "370" },
  LU: { code: "352" },
  LV: { code: "371" },
  MT: { code: "356" },
  MX: { code: "52" },
  MY: { code: "60" },
  NL: { code: "31" },
  NO: { code: "47" },
  NZ: { code: "64" },
  PH: { code: "63" },
  PL: { code: "48" },
  PT: { code: "351" },
  RO: { code: "40" },
  SA: { code: "966" },
  SE: { code: "46" },
  SG: { code: "65" },
  SI: { code: "386" },
  SK: { code: "421" },
  TH: { code: "66" },
  TR: { code: "90" },
  UA: { code: "380" },
  US: { code: "1", trunk: "1" },
  VN: { code: "84" },
  ZA: { code: "27" },
};

/**
 * What spellings of one number have in common: E.164 where it can be known, by a number's own "+" or "00", or else by
 * the country of the store's locale (BCP 47); the bare digits where the country is unknown. null for what is no
 * telephone number.
 */
export function normalPhone(typed: string, locale: string): string | null {
  const text = typed
    .normalize("NFKC")
    .replace(/\(0\)/, "")
    .replace(/[\s().\-/\u2010-\u2015]/g, "");
  if (!/^\+?\d{5,17}$/.test(text)) return null;
  const region = REGIONS[new Intl.Locale(locale).maximize().region ?? ""];
  const abroad = text.startsWith("+") ? text.slice(1) : text.startsWith("00") ? text.slice(2) : null;
  if (abroad === null && region === undefined) return text.length <= 15 ? text : null;
  const digits = abroad ?? `${region?.code ?? ""}${withoutTrunk(text, region?.trunk ?? "0")}`;
  return /^[1-9]\d{6,14}$/.test(digits) ? `+${digits}` : null;
}

function withoutTrunk(national: string, trunk: string): string {
  return national.startsWith(trunk) ? national.slice(trunk.length) : national;
}

/** A number as it is kept. Throws `invalid_request` for what is no telephone number. */
export function phoneOf(typed: string, locale: string): string {
  const phone = normalPhone(typed, locale);
  if (phone !== null) return phone;
  const detail = "That doesn't look like a telephone number. Give it with its country: +44 7700 900123.";
  throw new Problem("invalid_request", `/phone: ${detail}`, [{ pointer: "/phone", detail }]);
}

/** What a kept number is found by within a store: SHA-256, as an address is. */
export async function phoneKeyOf(storeId: string, phone: string): Promise<string> {
  return sha256(`${storeId}\nphone\n${phone}`);
}
