import { spawn } from "node:child_process";
import { describe, expect, it } from "vitest";
import { isAlive } from "@/prisma/commands/development";

/** As npm starts it: npm, a shell, the runner, the program; each waits for the next. */
const chain = `exec -a "npm run dev" node -e '
  require("child_process").spawn("sh", ["-c", "node --import tsx sandbox/dev/parents.fixture.ts; exit"],
    { stdio: "inherit" })'`;

describe("a program that npm started", () => {
  it.each(["npm", "its shell", "the program itself"] as const)(
    "ends when %s is killed",
    async (who) => {
      const top = spawn("bash", ["-c", chain], {
        env: { ...process.env, npm_lifecycle_event: "dev" },
        stdio: ["ignore", "pipe", "inherit"],
      });
      const [program = 0, shell = 0] = await new Promise<number[]>((resolve) => {
        top.stdout.setEncoding("utf8").once("data", (text: string) => {
          resolve(text.trim().split(" ").map(Number));
        });
      });
      expect([program, shell].every(isAlive)).toBe(true);
      const victims = { npm: top.pid ?? 0, "its shell": shell, "the program itself": program };
      process.kill(victims[who], "SIGKILL");
      await until(() => !isAlive(program));
      top.kill("SIGKILL");
    },
  );
});

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (holds()) return;
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error("It did not come about");
}
