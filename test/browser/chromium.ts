/** Finds a browser to test in: the one from the package registry, so that nothing else needs installing. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { chromium, type LaunchOptions } from "playwright";

const run = promisify(execFile);
const cache = fileURLToPath(new URL("../../.cache/chromium/", import.meta.url));

/**
 * What `chromium.launch()` needs here: the path of a browser, its flags and its environment.
 * On Linux x64 that is the packaged Chromium, unpacked once into `.cache/`; elsewhere the browser that Playwright
 * installed, else an installed Chrome (an empty path would make Playwright say what to install).
 */
export async function chromiumLaunchOptions(): Promise<LaunchOptions> {
  if (process.platform === "linux" && process.arch === "x64") return packagedChromium();
  if (existsSync(chromium.executablePath())) return {};
  return { channel: "chrome" };
}

async function packagedChromium(): Promise<LaunchOptions> {
  const home = await unpacked();
  const executablePath = `${home}chromium`;
  const libraries = (await missesLibraries(executablePath)) ? `${home}al2023/lib` : undefined;
  return {
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-setuid-sandbox",
      "--font-render-hinting=none",
      "--use-gl=angle",
      "--use-angle=swiftshader",
      "--enable-unsafe-swiftshader",
    ],
    env: {
      ...environment(),
      FONTCONFIG_FILE: `${home}fonts.conf`,
      ...(libraries === undefined ? {} : { LD_LIBRARY_PATH: libraries }),
    },
  };
}

/**
 * The folder that holds the unpacked browser, ending in a slash. The package unpacks into the temporary folder and
 * takes whatever lies there, even a half-written file of a run that was stopped or another version's: so it unpacks
 * into a folder of our own, which gets its real name only when it is whole.
 */
async function unpacked(): Promise<string> {
  const home = `${cache}${await packageVersion()}/`;
  if (existsSync(home)) return home;
  const partial = `${cache}unpacking-${String(process.pid)}/`;
  await mkdir(partial, { recursive: true });
  const unpack = `const { default: chromium } = await import("@sparticuz/chromium"); await chromium.executablePath();`;
  await run(process.execPath, ["--input-type=module", "--eval", unpack], {
    cwd: fileURLToPath(new URL("../../", import.meta.url)),
    // The execution environment's name makes the package unpack its shared libraries too.
    env: { ...environment(), TMPDIR: partial, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" },
  });
  await writeFile(`${partial}fonts.conf`, fontsIn(home));
  try {
    await rename(partial, home);
  } catch (error) {
    // Another run finished first; its copy is as good.
    await rm(partial, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
  return home;
}

/**
 * Only the font that the package brings, for every family a page may ask: text has the same width on every machine.
 * The package's own file looks for fonts where it isn't unpacked to here, and a Chromium that finds none crashes at
 * the first button.
 */
function fontsIn(home: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${home}fonts</dir>
  <cachedir>${home}fonts-cache</cachedir>
  <match target="pattern">
    <edit name="family" mode="append_last" binding="same"><string>Open Sans</string></edit>
  </match>
</fontconfig>
`;
}

async function packageVersion(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const manifest: unknown = JSON.parse(await readFile(new URL("../package.json", `file://${entry}`), "utf8"));
  if (typeof manifest === "object" && manifest !== null && "version" in manifest)
    return String(manifest.version);
  throw new Error("@sparticuz/chromium has no version in its package.json");
}

/** Whether the system lacks a shared library (such as NSS) that the browser is linked to. */
async function missesLibraries(executablePath: string): Promise<boolean> {
  try {
    return (await run("ldd", [executablePath])).stdout.includes("not found");
  } catch {
    return true;
  }
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
