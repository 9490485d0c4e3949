import { parseArgs } from "node:util";
import { startSandbox } from "./index";

/** `npm run sandbox -- --port 4010`, or SANDBOX_PORT. */
async function main(): Promise<void> {
  const port = Number(askedPort() ?? process.env["SANDBOX_PORT"] ?? 4010);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    return refuse("--port needs a number from 0 to 65535, and is the only option.");
  }
  const sandbox = await startSandbox({ port }).catch((error: unknown) => {
    refuse(`Port ${port} cannot be used (${codeOf(error)}). Choose another with --port.`);
    return null;
  });
  if (sandbox === null) return;
  console.log(`Local PortOne (not the real one): ${sandbox.url}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
  }
}

/** NaN for unknown options. */
function askedPort(): string | number | undefined {
  try {
    return parseArgs({ options: { port: { type: "string" } } }).values.port;
  } catch {
    return Number.NaN;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}

function refuse(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

await main();
