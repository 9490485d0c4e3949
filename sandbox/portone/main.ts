import { parseArgs } from "node:util";
import { startSandbox } from "./index";

/** `npm run sandbox -- --port 4010` */
const { values } = parseArgs({ options: { port: { type: "string" } } });
const port = Number(values.port ?? process.env["SANDBOX_PORT"] ?? 4010);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error("--port needs a number from 0 to 65535.");
  process.exit(1);
}
try {
  const { url, close } = await startSandbox({ port });
  console.log(`Local PortOne (not the real one): ${url}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void close().then(() => process.exit(0)));
  }
} catch {
  console.error(`Port ${port} is in use. Choose another with --port.`);
  process.exit(1);
}
