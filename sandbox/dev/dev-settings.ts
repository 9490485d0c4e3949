import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import nextEnv from "@next/env";

/**
 * The ports and addresses of `npm run dev`. The shell wins over .env.local, which wins over
 * .env.development; addresses that nobody chose follow the ports.
 */
export function readDevSettings() {
  const own = { ...process.env };
  const quiet = { info: () => undefined, error: console.error };
  const { combinedEnv } = nextEnv.loadEnvConfig(process.cwd(), true, quiet);
  const sample = parseEnv(readFileSync(".env.development", "utf8"));
  const isChosen = (name: string) => own[name] !== undefined || combinedEnv[name] !== sample[name];
  const address = (name: string, moved: string) =>
    isChosen(name) ? (combinedEnv[name] ?? moved) : moved;
  const ports = {
    PORT: readPort("PORT", combinedEnv),
    SANDBOX_PORT: readPort("SANDBOX_PORT", combinedEnv),
    SANDBOX_SMTP_PORT: readPort("SANDBOX_SMTP_PORT", combinedEnv),
    DATABASE_PORT: readPort("DATABASE_PORT", combinedEnv),
  };
  return {
    ports,
    /** Nobody named a database: the embedded one is wanted. */
    embedded: !isChosen("DATABASE_URL"),
    addresses: {
      APP_URL: address("APP_URL", `http://localhost:${ports.PORT}`),
      DATABASE_URL: address(
        "DATABASE_URL",
        `postgres://postgres@127.0.0.1:${ports.DATABASE_PORT}/postgres`,
      ),
      PORTONE_API_URL: address("PORTONE_API_URL", `http://127.0.0.1:${ports.SANDBOX_PORT}`),
      SMTP_URL: address("SMTP_URL", `smtp://127.0.0.1:${ports.SANDBOX_SMTP_PORT}`),
    },
  };
}

function readPort(name: string, env: Readonly<Record<string, string | undefined>>): number {
  const port = Number(env[name]);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new CannotStart(`${name} needs a port, a number from 1 to 65535.`);
}

/** What the developer can mend: told in one sentence, without a stack. */
export class CannotStart extends Error {
  override readonly name = "CannotStart";
}
