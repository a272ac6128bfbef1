import type { Storefront } from "../api/types.ts";
import type { View } from "../tag.ts";

/** Where in the panel a guest says who they are: the way by email has a view of its own. */
export const joining = ({ store }: Storefront): View => (store.signIn?.email ? "join" : "home");
