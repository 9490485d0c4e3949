import { createServer } from "node:http";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { toNodeHandler } from "better-auth/node";
import { database, setting } from "./common.js";

/** Sign-up by e-mail as better-auth ships it: scrypt, a row for the user, the account, the session. */
const origin = `http://127.0.0.1:${setting("PORT")}`;
const options = {
  database,
  secret: setting("SESSION_SECRETS"),
  baseURL: origin,
  emailAndPassword: { enabled: true },
  // One address sends everything here; ours counts its tries all the same.
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
};

await (await getMigrations(options)).runMigrations();
createServer(toNodeHandler(betterAuth(options))).listen(Number(setting("PORT")), "127.0.0.1");
