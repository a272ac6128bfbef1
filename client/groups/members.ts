import type { Answer, Body, Call, Query } from "../call.ts";
import { at, Pages } from "../pages.ts";
import type { CallOptions } from "../send.ts";

/** Shoppers in the program: `crm.members`. */
export function members(call: Call) {
  return {
    create: (member: Body<"postV1Members">, options?: CallOptions) =>
      call("postV1Members", { body: member }, options),

    get: (id: string, options?: CallOptions) => call("getV1MembersById", { path: { id } }, options),

    /** Changes what is known of a member: what is left out stays, and null clears it. */
    update: (id: string, change: Body<"patchV1MembersById">, options?: CallOptions) =>
      call("patchV1MembersById", { path: { id }, body: change }, options),

    /** Takes away what names the person, for good; their entries stay in the books. */
    erase: (id: string, options?: CallOptions) => call("deleteV1MembersById", { path: { id } }, options),

    /** Ends every session of theirs, wherever they are signed in. */
    signOut: (id: string, options?: CallOptions) =>
      call("postV1MembersByIdSignOut", { path: { id }, body: {} }, options),

    /** Everything that is held about a member. */
    export: (id: string, options?: CallOptions) => call("getV1MembersByIdExport", { path: { id } }, options),

    /** All members in the order they joined, or the one of a customer id or an address. */
    list: (query: Query<"getV1Members"> = {}, options?: CallOptions) =>
      new Pages<Answer<"getV1Members">>((cursor) =>
        call("getV1Members", { query: { ...query, ...at(cursor) } }, options),
      ),

    balance: (id: string, options?: CallOptions) =>
      call("getV1MembersByIdBalance", { path: { id } }, options),

    /** The member's tier, what the next one takes, and what keeping this one takes. */
    tier: (id: string, options?: CallOptions) => call("getV1MembersByIdTier", { path: { id } }, options),

    /** Their entries with the reasons, the newest first. */
    entries: (id: string, query: Query<"getV1MembersByIdEntries"> = {}, options?: CallOptions) =>
      new Pages<Answer<"getV1MembersByIdEntries">>((cursor) =>
        call("getV1MembersByIdEntries", { path: { id }, query: { ...query, ...at(cursor) } }, options),
      ),

    /** Where each of their points is and came from, lot by lot; each page has the sums of all. */
    explain: (id: string, query: Query<"getV1MembersByIdExplain"> = {}, options?: CallOptions) =>
      new Pages<Answer<"getV1MembersByIdExplain">>((cursor) =>
        call("getV1MembersByIdExplain", { path: { id }, query: { ...query, ...at(cursor) } }, options),
      ),
  };
}
