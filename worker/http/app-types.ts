import { OpenAPIHono } from "@hono/zod-openapi";
import type { Environment } from "../environment.ts";
import type { Configuration } from "../stores/configuration.ts";
import type { ProvedSession } from "../stores/live-session.ts";
import type { StaffMember } from "../till/staff.ts";
import "./field-words.ts";
import { invalidRequest } from "./problem.ts";

/** What a request carries from the doors to its verb. */
export interface AppTypes {
  Bindings: Environment;
  Variables: {
    /** The real time, read once a request, milliseconds. A sandbox store's clock may be ahead of it. */
    now: number;
    /** The key the request proved itself with, and the store it belongs to. */
    key: string;
    configuration: Configuration;
    /** The member a session proved. */
    memberId: string;
    /** The session itself; left out at every other door. */
    session?: ProvedSession;
    /** The member of staff whom a till's session proved. */
    staff: StaffMember;
  };
}

/** A router whose validation failures are problems that point at the field. */
export function router(): OpenAPIHono<AppTypes> {
  return new OpenAPIHono<AppTypes>({
    defaultHook: (result) => {
      if (!result.success) throw invalidRequest(result.error, result.target);
    },
  });
}
