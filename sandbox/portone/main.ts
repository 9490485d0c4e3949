import { parseArgs } from "node:util";
import { z } from "zod";
import { startSandbox } from "./index";

/** `npm run sandbox -- --port 4010 --smtp-port 2525`, or SANDBOX_PORT and SANDBOX_SMTP_PORT. */
async function main(): Promise<void> {
  const asked = askedPorts();
  const port = Number(asked?.port ?? process.env["SANDBOX_PORT"] ?? 4010);
  const smtpPort = Number(asked?.["smtp-port"] ?? process.env["SANDBOX_SMTP_PORT"] ?? 2525);
  if (asked === null || !isPort(port) || !isPort(smtpPort)) {
    return refuse(
      "--port and --smtp-port need a number from 0 to 65535, and are the only options.",
    );
  }
  const sandbox = await startSandbox({ port, smtpPort }).catch((error: unknown) => {
    const { code, port: taken } = listenError.parse(error);
    const option = taken === smtpPort ? "--smtp-port" : "--port";
    refuse(`Port ${taken ?? port} cannot be used (${code}). Choose another with ${option}.`);
    return null;
  });
  if (sandbox === null) return;
  console.log(`Local PortOne (not the real one): ${sandbox.url}`);
  console.log(`Mail that is caught: ${sandbox.smtpUrl}, shown at ${sandbox.url}/mail`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
  }
}

/** Null for unknown options. */
function askedPorts() {
  const options = { port: { type: "string" }, "smtp-port": { type: "string" } } as const;
  try {
    return parseArgs({ options }).values;
  } catch {
    return null;
  }
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 0 && port <= 65_535;
}

const listenError = z
  .object({ code: z.string().catch("unknown"), port: z.number().optional().catch(undefined) })
  .catch({ code: "unknown", port: undefined });

function refuse(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

await main();
