import type { ProgramDocument } from "../api.ts";
import type { Answer, Call } from "../call.ts";
import type { CallOptions } from "../send.ts";
import { isSimple, programDocument, type SimpleProgram } from "../simple-program.ts";

/** A program that is live. */
export interface LiveProgram {
  /** Names this version of the program. */
  id: string;
  version: number;
  name: string;
  /** As it was published: in whole, also where it was given in few words. */
  document: ProgramDocument;
}

/** The store's program: `crm.loyalty`. */
export function loyalty(call: Call) {
  return {
    /**
     * Publishes the store's program, given in few words or as a whole document, as its next version. What members have
     * stays as it was; the rules hold for orders placed from now on. The program that is live already makes no new
     * version.
     */
    async createProgram(
      program: SimpleProgram | ProgramDocument,
      options?: CallOptions,
    ): Promise<LiveProgram> {
      const document = isSimple(program) ? programDocument(program) : program;
      const { version } = await call("putV1Program", { body: document }, options);
      return { id: `program_${version}`, version, name: document.name, document };
    },

    /** What publishing the program would change; nothing is written. */
    previewProgram(
      program: SimpleProgram | ProgramDocument,
      options?: CallOptions,
    ): Promise<Answer<"putV1Program">> {
      const document = isSimple(program) ? programDocument(program) : program;
      return call("putV1Program", { query: { dryRun: "true" }, body: document }, options);
    },

    /** The program, live or of a version. */
    getProgram(version?: number, options?: CallOptions): Promise<Answer<"getV1Program">> {
      return call("getV1Program", { query: { ...(version === undefined ? {} : { version }) } }, options);
    },
  };
}
