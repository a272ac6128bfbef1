/**
 * The door of every npm command: installs what is missing, then runs the package.json script named by the first
 * argument, with node_modules/.bin first on PATH: there is the Node that the project pins, which runs TypeScript as
 * it stands. This file is plain JavaScript, for it runs on whatever Node (20 or newer) is there.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [script, ...args] = process.argv.slice(2);
if (script === undefined) {
  console.error("Say which script to run: node scripts/prepare.mjs <script> [arguments]");
  process.exit(2);
}

if (!installed()) {
  console.log("Installing the packages (a minute or less, and only when they have changed) …");
  // Not `npm ci`: it refuses a lock file without the packages that exist for other systems only. This too installs
  // what the lock file says, and leaves it as it is.
  const { status } = spawnSync(
    ...npm("install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"),
    // npm's own report goes to the error stream: a command's output stays what the command printed.
    { cwd: root, stdio: ["ignore", 2, 2] },
  );
  if (status !== 0) {
    console.error("The packages could not be installed; the lines above say why.");
    process.exit(status ?? 1);
  }
}

const child = run(script, args);
for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
// A terminal's Ctrl-C has reached the child already, and a second one means "now".
process.on("SIGINT", () => process.stdin.isTTY || child.kill("SIGINT"));
child.on("exit", (code, signal) => {
  process.exit(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
});
if (process.env.npm_lifecycle_event !== undefined) {
  // npm passes a signal on to its shell only, so that we would be left running (and a port taken): see it go.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 500).unref();
}

/** Starts a script of package.json in our place: no npm and no shell in between that would keep a signal. */
function run(name, words) {
  const command = JSON.parse(readFileSync(`${root}/package.json`, "utf8")).scripts[name];
  if (command === undefined) throw new Error(`package.json has no script "${name}"`);
  const PATH = [`${root}/node_modules/.bin`, process.env.PATH].join(delimiter);
  const options = { cwd: root, stdio: "inherit", env: { ...process.env, PATH } };
  if (process.platform === "win32") return spawn([command, ...words].join(" "), { ...options, shell: true });
  return spawn("sh", ["-c", `exec ${command} "$@"`, name, ...words], options);
}

/** Whether node_modules holds what package-lock.json names (packages for other systems may be missing). */
function installed() {
  const here = readPackages("node_modules/.package-lock.json");
  const wanted = readPackages("package-lock.json");
  if (here === undefined || wanted === undefined) return false;
  if (!existsSync(`${root}/node_modules/.bin/node${process.platform === "win32" ? ".cmd" : ""}`))
    return false;
  return Object.entries(wanted).every(
    ([path, { version, integrity, optional }]) =>
      path === "" ||
      (here[path] === undefined
        ? optional === true
        : here[path].version === version && here[path].integrity === integrity),
  );
}

/** The packages of a lock file, by path; undefined when there is no such file, or not a whole one. */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(`${root}/${file}`, "utf8")).packages;
  } catch {
    return undefined;
  }
}

/** How to start npm: the one that started us, else the one on PATH. */
function npm(...words) {
  const path = process.env.npm_execpath;
  return path?.endsWith("npm-cli.js") ? [process.execPath, [path, ...words]] : ["npm", words];
}
