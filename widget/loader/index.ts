import type { Tag } from "../tag.ts";
import { start } from "./start.ts";

/** Replaced by the store's own tag when the Worker serves the loader. */
declare const __REGULARS_TAG__: Tag;

// A classic script: only there does the document say which script element is running.
start(__REGULARS_TAG__, document.currentScript);
