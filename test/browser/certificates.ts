/**
 * Certificates for mail servers on this machine, made for one run of the tests (X.509, RFC 5280; written in DER, by hand
 * because the packages that write it weigh megabytes). Keys of theirs are never on a disk.
 */
import { generateKeyPairSync, sign, type KeyObject } from "node:crypto";

/** In PEM. */
export interface Certificate {
  key: string;
  cert: string;
}

/** What a certificate may be like of a server that is spoken to as `localhost`. */
export const KINDS = ["good", "of a stranger", "of a forger", "of another host", "expired"] as const;

export interface Certificates {
  /** The authority's that is to be trusted, in PEM. */
  authority: string;
  of: Record<(typeof KINDS)[number], Certificate>;
}

const DAY = 86_400_000;

const ECDSA_WITH_SHA256 = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];
const BASIC_CONSTRAINTS = [0x55, 0x1d, 0x13];
const SUBJECT_ALTERNATIVE_NAME = [0x55, 0x1d, 0x11];

/** Makes an authority, what it certifies, and what others do, one of them under the authority's name. */
export function makeCertificates(): Certificates {
  const authority = new Authority("Regulars tests");
  return {
    authority: authority.cert,
    of: {
      good: authority.certify("localhost"),
      "of a stranger": new Authority("Stranger").certify("localhost"),
      "of a forger": new Authority("Regulars tests").certify("localhost"),
      "of another host": authority.certify("mail.example.com"),
      expired: authority.certify("localhost", -DAY),
    },
  };
}

class Authority {
  readonly #keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  readonly #name: string;
  readonly cert: string;

  constructor(name: string) {
    this.#name = name;
    this.cert = this.#sign(name, this.#keys.publicKey, DAY, [
      extension(BASIC_CONSTRAINTS, sequence(der(0x01, [0xff]))), // it is an authority
    ]);
  }

  /** Certifies a host from a year ago until then, milliseconds from now. */
  certify(host: string, until = DAY): Certificate {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const cert = this.#sign(host, publicKey, until, [
      extension(SUBJECT_ALTERNATIVE_NAME, sequence(der(0x82, text(host)))), // a DNS name
    ]);
    return { key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(), cert };
  }

  #sign(subject: string, key: KeyObject, until: number, extensions: Bytes[]): string {
    const algorithm = sequence(identifier(...ECDSA_WITH_SHA256));
    const certified = sequence(
      der(0xa0, integer(2)), // version 3
      integer(1, ...crypto.getRandomValues(new Uint8Array(8))), // a serial number
      algorithm,
      commonName(this.#name),
      sequence(time(Date.now() - 365 * DAY), time(Date.now() + until)),
      commonName(subject),
      [...key.export({ type: "spki", format: "der" })],
      der(0xa3, sequence(...extensions)),
    );
    const signature = sign("sha256", Uint8Array.from(certified), this.#keys.privateKey);
    return pem(sequence(certified, algorithm, der(0x03, [0, ...signature])));
  }
}

type Bytes = readonly number[];

/** A tag, the length, and what is in it. */
function der(tag: number, ...contents: Bytes[]): Bytes {
  const content = contents.flat();
  const { length } = content;
  // In as few bytes as hold it, or it is refused.
  const lengths = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return [tag, ...lengths, ...content];
}

const sequence = (...contents: Bytes[]) => der(0x30, ...contents);
const integer = (...bytes: number[]) => der(0x02, bytes);
const identifier = (...bytes: number[]) => der(0x06, bytes);
const extension = (id: Bytes, value: Bytes) => sequence(identifier(...id), der(0x04, value));
const text = (said: string) => [...new TextEncoder().encode(said)];

/** A name of which only the common name is said. */
const commonName = (name: string) =>
  sequence(der(0x31, sequence(identifier(0x55, 0x04, 0x03), der(0x0c, text(name)))));

/** As UTCTime, which ends with 2049. */
const time = (at: number) =>
  der(0x17, text(`${new Date(at).toISOString().replace(/\D/g, "").slice(2, 14)}Z`));

const pem = (content: Bytes) =>
  `-----BEGIN CERTIFICATE-----\n${btoa(String.fromCharCode(...content)).replace(/.{64}(?=.)/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
