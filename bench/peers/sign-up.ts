import { randomBytes } from "node:crypto";
import { hash } from "@node-rs/argon2";
import { database, serve, setting } from "./common.js";

/** The floor of opening an account: hashes the password at the same costs, writes one row. */
serve(async (body) => {
  const form = new URLSearchParams(body);
  const passwordHash = await hash(form.get("password") ?? "", { algorithm: 2, ...costs });
  await database.query(
    "INSERT INTO bench_accounts (id, email, password_hash) VALUES ($1, $2, $3)",
    [randomBytes(12).toString("hex"), form.get("email"), passwordHash],
  );
  return { next: "/signup/complete" };
});

const [memoryCost = 0, timeCost = 0, parallelism = 0] = setting("ARGON2_COSTS")
  .split(",")
  .map(Number);
const costs = { memoryCost, timeCost, parallelism };
