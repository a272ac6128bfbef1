/** What changes from one program document to another, field by field. */

export interface Difference {
  /** JSON pointer (RFC 6901) into the document. */
  pointer: string;
  from: unknown;
  to: unknown;
}

/** The fields in which two documents differ; null stands for what is not there. */
export function differences(from: unknown, to: unknown, pointer = ""): Difference[] {
  if (isRecord(from) && isRecord(to)) {
    const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    return keys.flatMap((key) =>
      differences(from[key] ?? null, to[key] ?? null, `${pointer}/${escaped(key)}`),
    );
  }
  if (Array.isArray(from) && Array.isArray(to))
    return Array.from({ length: Math.max(from.length, to.length) }, (_, index) =>
      differences(from[index] ?? null, to[index] ?? null, `${pointer}/${index}`),
    ).flat();
  return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ pointer, from, to }];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function escaped(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
