import { WORKER } from "./bundle.ts";
import { readDemoStore } from "./demo-keys.ts";
import { startMailbox, type Mailbox } from "./mailbox.ts";
import { defaultState, inProject } from "./paths.ts";
import { freePort } from "./port.ts";
import {
  oneModule,
  openDatabases,
  regularsBindings,
  shopBinding,
  startRuntime,
  type Databases,
  type WorkerOptions,
} from "./runtime.ts";
import { shopSecret } from "./secrets.ts";
import { readWranglerConfig, type WranglerConfig } from "./wrangler-config.ts";

export interface ServeOptions {
  /** The port to listen on. When it is taken, and for 0 (the default): one that the system says is free. */
  port?: number;
  /** The folder for the data. Left out: the project's own local data. */
  persistTo?: string;
  /** False prints warnings too; errors of the Workers are always printed. */
  quiet?: boolean;
}

export interface Served {
  /** "http://localhost:8787", with no slash at the end. */
  url: string;
  databases: Databases;
  /** The mails that the Worker sent since it started, the newest first; for people at /mailbox. */
  mails: Mailbox["mails"];
  /** Runs what the Worker does on its schedule, as though its time had come. */
  runSchedule(): Promise<void>;
  stop(): Promise<void>;
}

const minute = 60_000;

/**
 * Starts the Regulars Worker and the demo store at one address, on the local data, with no internet: its mail goes into a mailbox here. Migrations are
 * applied first, and the Worker's schedule runs every minute. The widget has to be built (`buildWidget`), and the demo
 * store made (`makeDemoStore`); without either, everything but the tag works.
 */
export async function serve(options: ServeOptions = {}): Promise<Served> {
  const state = options.persistTo ?? defaultState;
  const config = await readWranglerConfig();
  const port = await freePort(options.port ?? 0);
  const url = `http://localhost:${port}`;
  const mailbox = await startMailbox();
  const workers = await Promise.all([
    gateWorker(config, mailbox),
    regularsWorker(config, state, mailbox),
    demoWorker(config, state, url),
  ]);
  const runtime = startRuntime(state, workers, {
    port,
    ...(options.quiet !== undefined && { quiet: options.quiet }),
  });
  try {
    await runtime.ready;
    const databases = await openDatabases(runtime, config, { regulars: config.name, shop: "demo" });
    await moveDemoStore(databases, state, url);

    const runSchedule = async () => {
      const worker = await runtime.getWorker(config.name);
      for (const cron of config.triggers.crons) await worker.scheduled({ cron });
    };
    const schedule = setInterval(() => {
      runSchedule().catch((error: unknown) => {
        console.error("The scheduled run failed:", error instanceof Error ? error.message : error);
      });
    }, minute);
    const stop = async () => {
      clearInterval(schedule);
      await Promise.all([runtime.dispose(), mailbox.stop()]);
    };
    return { url, databases, mails: mailbox.mails, runSchedule, stop };
  } catch (error) {
    await Promise.all([runtime.dispose(), mailbox.stop()]);
    throw error;
  }
}

async function gateWorker(config: WranglerConfig, { url }: Mailbox): Promise<WorkerOptions> {
  return {
    config: {
      name: "gate",
      compatibilityDate: config.compatibility_date,
      manifest: await oneModule("scripts/local/gate.ts"),
      env: {
        REGULARS: { type: "worker", worker: config.name },
        DEMO: { type: "worker", worker: "demo" },
        MAILBOX_URL: { type: "text", value: url },
      },
    },
  };
}

async function regularsWorker(
  config: WranglerConfig,
  state: string,
  { smtpUrl }: Mailbox,
): Promise<WorkerOptions> {
  const { assets } = config;
  return {
    config: {
      name: config.name,
      compatibilityDate: config.compatibility_date,
      compatibilityFlags: config.compatibility_flags,
      manifest: await oneModule(WORKER),
      env: {
        ...(await regularsBindings(config, state)),
        SMTP_URL: { type: "text", value: smtpUrl },
        MAIL_FROM: { type: "text", value: "rewards@juniper.example" },
        [assets.binding]: { type: "assets" },
      },
      assets: {
        directory: inProject(assets.directory),
        htmlHandling: assets.html_handling,
        notFoundHandling: assets.not_found_handling,
        runWorkerFirst: assets.run_worker_first,
        hasUserWorker: true,
      },
    },
  };
}

async function demoWorker(config: WranglerConfig, state: string, url: string): Promise<WorkerOptions> {
  const store = await readDemoStore(state);
  const text = (value: string) => ({ type: "text" as const, value });
  return {
    config: {
      name: "demo",
      compatibilityDate: config.compatibility_date,
      manifest: await oneModule("demo/app.ts"),
      env: {
        ...shopBinding,
        SHOP_SECRET: text(await shopSecret(state)),
        REGULARS_URL: text(url),
        REGULARS_KEY: text(store?.publishableKey ?? ""),
        REGULARS_SECRET: text(store?.secretKey ?? ""),
        REGULARS_SIGNING_KEY_ID: text(store?.signingKey.id ?? ""),
        REGULARS_SIGNING_KEY: text(store?.signingKey.secret ?? ""),
      },
    },
  };
}

/** Tells Regulars where the demo store's pages are by now: the port may be another than last time. */
async function moveDemoStore({ regulars }: Databases, state: string, url: string): Promise<void> {
  const store = await readDemoStore(state);
  if (!store) return;
  await regulars
    .prepare(
      `UPDATE stores
       SET landing_url = ?1, origins = ?2, configuration_version = configuration_version + 1
       WHERE id = ?3 AND (landing_url <> ?1 OR origins <> ?2)`,
    )
    .bind(`${url}/`, JSON.stringify([url, url.replace("localhost", "127.0.0.1")]), store.storeId)
    .run();
}
