import { spawn, type ChildProcess } from "node:child_process";
import { resolve } from "node:path";

/** A production server on its own port: of this build, or as `program` says. */
export async function startServer(
  port: number,
  settings: Record<string, string>,
  program: Program = thisBuild(port),
): Promise<Server> {
  const listensAt = `http://localhost:${port}`;
  const output: string[] = [];
  let server: ChildProcess;
  const restart = async (directory = program.directory) => {
    const started = spawn(program.file, program.options, {
      cwd: directory,
      env: { ...surroundings(), ...settings, ...program.environment },
      stdio: ["ignore", "pipe", "pipe"],
      ...program.user,
    });
    server = started;
    for (const stream of [started.stdout, started.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => output.push(text));
    }
    await untilReady(listensAt, started, output);
  };
  await restart();
  return {
    listensAt,
    output: () => output.join(""),
    restart,
    kill: () => ended(server, "SIGKILL"),
    terminate: () => {
      const exit = new Promise<number | null>((exited) => server.once("exit", exited));
      server.kill("SIGTERM");
      return exit;
    },
    close: () => ended(server),
  };
}

function thisBuild(port: number): Program {
  const options = [resolve("node_modules/next/dist/bin/next"), "start", "-p", `${port}`];
  return { file: process.execPath, options, directory: ".", environment: {}, user: {} };
}

function surroundings() {
  return {
    PATH: process.env["PATH"] ?? "",
    TZ: process.env["TZ"] ?? "",
    NODE_ENV: "production" as const,
  };
}

async function untilReady(url: string, server: ChildProcess, output: string[]): Promise<void> {
  for (let tries = 0; tries < 1_500; tries += 1) {
    if (server.exitCode !== null) break;
    const answer = await fetch(url, { redirect: "manual" }).catch(() => null);
    if (answer !== null && answer.status < 500) return;
    await new Promise((later) => setTimeout(later, 20));
  }
  throw new Error(`The production server did not start:\n${output.join("")}`);
}

function ended(server: ChildProcess, signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    server.once("exit", () => done());
    server.kill(signal);
    setTimeout(() => server.kill("SIGKILL"), 5_000).unref();
  });
}

/** What is run: a file with its options in a directory, by whom. */
export type Program = {
  file: string;
  options: string[];
  directory: string;
  environment: Record<string, string>;
  user: { uid?: number; gid?: number };
};
export type Server = {
  /** The server's own address, without a proxy. */
  listensAt: string;
  /** Everything printed so far. */
  output: () => string;
  /** As an orchestrator asks it to; resolves with the exit code. */
  terminate: () => Promise<number | null>;
  /** Like a crash. */
  kill: () => Promise<void>;
  /** Same settings; `directory` for another build. */
  restart: (directory?: string) => Promise<void>;
  close: () => Promise<void>;
};
