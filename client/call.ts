/** A call of one operation, by its id in the OpenAPI document. */
import { operations, type Operations } from "./api.ts";
import { send, type CallOptions, type Connection } from "./send.ts";

export type OperationId = keyof Operations;
/** What an operation takes: `path`, `query` and `body`, as far as it has them. */
export type Input<Id extends OperationId> = Omit<Operations[Id], "answer">;
export type Answer<Id extends OperationId> = Operations[Id]["answer"];
export type Body<Id extends OperationId> = Operations[Id] extends { body: infer Sent } ? Sent : never;
export type Query<Id extends OperationId> = Operations[Id] extends { query?: infer Asked }
  ? NonNullable<Asked>
  : never;

export type Call = <Id extends OperationId>(
  id: Id,
  input: Input<Id>,
  options?: CallOptions,
) => Promise<Answer<Id>>;

interface Parts {
  path?: Record<string, string | number>;
  query?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
}

/** The function that makes calls over the connection. */
export function callOver(connection: Connection): Call {
  return async (id, input, options) => {
    const { method, path } = operations[id];
    const parts = input as Parts;
    const request = { method, path: filled(path, parts), body: parts.body };
    // The document says what the operation answers with, and the server is held to it by its own tests.
    return await send(connection, request, options);
  };
}

function filled(template: string, { path = {}, query = {} }: Parts): string {
  const place = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ""));
  const asked = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`],
  );
  return asked.length === 0 ? place : `${place}?${asked.join("&")}`;
}
