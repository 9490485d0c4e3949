import { spawn } from "node:child_process";

/** Told to Node before Next starts: end when the process that started it has ended. */
const endWithParent = "data:text/javascript,process.once('disconnect', () => process.exit())";

/**
 * `next dev` as a process of its own. Next's banner is left out: what `npm run dev` prints itself
 * says more; later output is passed on.
 */
export function startNext(port: number, env: Readonly<Record<string, string>>): NextServer {
  const next = spawn(
    process.execPath,
    ["--import", endWithParent, "node_modules/next/dist/bin/next", "dev", "-p", `${port}`],
    {
      stdio: ["ignore", "pipe", "inherit", "ipc"],
      env: { ...process.env, ...env, PORT: `${port}`, NEXT_TELEMETRY_DISABLED: "1" },
    },
  );
  const ended = new Promise<number>((resolve) => {
    next.once("exit", (code) => resolve(code ?? 0));
  });
  let banner: string | null = "";
  const ready = new Promise<void>((resolve) => {
    next.stdout?.setEncoding("utf8").on("data", (text: string) => {
      if (banner === null) {
        process.stdout.write(text.replace(/^.*next\.config\.js took.*\n\n?/gm, ""));
        return;
      }
      banner += text;
      if (!banner.includes("Ready in")) return;
      banner = null;
      resolve();
    });
  });
  void ended.then(() => process.stdout.write(banner ?? ""));
  return {
    ready,
    ended,
    close: async () => {
      if (next.exitCode === null && next.signalCode === null) next.kill();
      await ended;
    },
  };
}

export type NextServer = {
  /** Once it answers. */
  ready: Promise<void>;
  /** Its exit code, whoever ended it. */
  ended: Promise<number>;
  close: () => Promise<void>;
};
