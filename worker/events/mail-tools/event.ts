/** What a mail tool is told, before it is put into the tool's own shape. */

/** An event as the API answers it. */
export interface MailEvent {
  id: string;
  /** What happened, such as points.earned. */
  type: string;
  /** ISO 8601. */
  timestamp: string;
  data: object;
}

/** Whom it happened to, as they are when it is sent. */
export interface MailPerson {
  memberId: string;
  /** The store's own id for them. */
  customerId: string | null;
  email: string | null;
  firstName: string | null;
  /** What all their entries come to: available and pending points, less what is owed. */
  points: number;
  /** Points owed. */
  debt: number;
}

/** A call of a tool's API, without its origin and its key. */
export interface MailCall {
  method: "POST" | "PATCH";
  path: string;
  headers?: Record<string, string>;
  body: object;
}

/** points.earned → Regulars Points Earned. The name in front keeps it apart from a tool's own "Order Updated". */
export function nameInWords(type: string): string {
  const words = type.split(/[._]/).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return ["Regulars", ...words].join(" ");
}

/** points.earned → regulars_points_earned. */
export function nameInSnakeCase(type: string): string {
  return `regulars_${type.replaceAll(".", "_")}`;
}
