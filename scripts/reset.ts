/** `npm run reset`: forgets all local data: the demo store, and any other store made here. */
import { rm } from "node:fs/promises";
import { defaultState } from "./local/paths.ts";
import { findRunning } from "./local/running.ts";

const running = await findRunning(defaultState);
if (running) {
  console.error(`Stop it first (Ctrl-C where \`npm start\` runs): it serves ${running.url}.`);
  process.exit(1);
}
await rm(defaultState, { recursive: true, force: true });
console.log("All local data is gone. `npm start` makes the demo store anew.");
