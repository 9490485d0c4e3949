import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createRealDatabase } from "@/sandbox/database/test-databases";
import { mailTo } from "../support/mail";
import { startCollector } from "../support/servers/collector";
import { join } from "../support/sign-up";
import { startStack, type Stack } from "../support/stack";
import { SandboxControl } from "../support/story";
import { readDockerfile } from "./dockerfile";
import { closeImage, environmentOf, makeImage, strayIn, userOf, type Image } from "./image";

const output = "e2e/.output";
const token = "metrics-token-of-the-container";

/**
 * `npm run container`: what the Dockerfile says, done by hand and without an engine: the files in a folder of their
 * own that nobody may write into, the server as another user, a PostgreSQL, a local PortOne, people who come. `--built
 * .`: on the build that is there, made with NEXT_OUTPUT=standalone; else everything from `npm ci` on. `--node FILE`:
 * by another Node than this one.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      built: { type: "string" },
      node: { type: "string", default: process.execPath },
    },
  });
  const program = values.node;
  const stages = readDockerfile(readFileSync("Dockerfile", "utf8"));
  const built = values.built === undefined ? {} : { build: values.built, tools: values.built };
  const image = makeImage(stages, { built, program });
  try {
    closeImage(image);
    const { passed, failed } = await tryImage(image, program);
    mkdirSync(output, { recursive: true });
    writeFileSync(`${output}/container.json`, JSON.stringify({ passed, failed, skipped: 0 }));
    const version = spawnSync(program, ["--version"], { encoding: "utf8" }).stdout.trim();
    console.log(`${passed} passed, ${failed} failed, on Node ${version}.`);
    if (failed > 0) process.exitCode = 1;
  } finally {
    image.remove();
  }
}

async function tryImage(
  image: Image,
  program: string,
): Promise<{ passed: number; failed: number }> {
  const collector = await startCollector();
  const real = await createRealDatabase();
  const tools = image.stage("tools");
  if (tools !== null && real !== null) {
    migrateBy(tools, program, real.url);
    console.log("The database is migrated by the stage tools.");
  }
  const began = performance.now();
  const stack = await startStack({
    version: "v1",
    ...(real !== null && { databaseUrl: real.url }),
    settings: {
      METRICS_TOKEN: token,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      DRAIN_SECONDS: "0",
    },
    program: (port) => programOf(image, program, port),
  });
  const counts = { passed: 0, failed: 0 };
  const check = async (says: string, work: () => Promise<void> | void) => {
    try {
      await work();
      counts.passed += 1;
      console.log(`ok   ${says}`);
    } catch (error) {
      counts.failed += 1;
      console.log(`FAIL ${says}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  console.log(
    `The server answers ${Math.round(performance.now() - began)} ms after all was begun.`,
  );
  try {
    await check("nothing in it leads out of it, or has no business there", () =>
      wants(strayIn(image), []),
    );
    await check("it is not run by root, and may write nowhere in it", () => mayNotWrite(image));
    await checkAnswers(stack, check);
    await check("its own health check holds", () => healthOf(image, program, stack));
    await check("asked to stop, it ends, and says why", async () => {
      wants(await stack.terminate(), 143);
    });
    await check("traces came", () => {
      const names = collector.spans.map(({ name }) => name);
      wants(names.includes("database hold_at_once"), true);
    });
    await check("nothing went wrong that only the log knows", () => {
      // The PostgreSQL's own administrator could change the access log, and says so.
      const wrong = /EACCES|EROFS|ENOENT|Cannot find|"level":[56]0(?!.*"audit_unguarded")|warn/i;
      wants(
        stack
          .output()
          .split("\n")
          .filter((line) => wrong.test(line)),
        [],
      );
    });
  } finally {
    await stack.close();
    await collector.close();
    await real?.drop();
  }
  return counts;
}

async function checkAnswers(stack: Stack, check: Check): Promise<void> {
  const get = (path: string, headers = {}) => fetch(`${stack.appUrl}${path}`, { headers });
  for (const path of ["/health/live", "/health/ready"]) {
    await check(`${path} is 200`, async () => wants((await get(path)).status, 200));
  }
  await check("a page comes with its styles, scripts and fonts", async () => {
    const page = await (await get("/signup")).text();
    const files = [...page.matchAll(/"(\/(?:_next\/static|fonts)\/[^"\\]+\.(css|js|woff2))"/g)];
    wants(new Set(files.map(([, , ending]) => ending)).has("css"), true);
    for (const [, file = ""] of files) wants([file, (await get(file)).status], [file, 200]);
    const style = await get(files.find(([, , ending]) => ending === "css")?.[1] ?? "");
    wants(style.headers.get("content-type")?.split(";")[0], "text/css");
    const [, font = ""] = /url\("?([^")]+\.woff2)/.exec(await style.text()) ?? [];
    wants([font, (await fetch(new URL(font, style.url))).status], [font, 200]);
  });
  await check("a file of public/ is served", async () => {
    wants((await get("/brand/sample.svg")).status, 200);
  });
  await check("a person verifies, joins and gets a mail", async () => {
    const sandbox = new SandboxControl(stack.sandboxUrl);
    const { key } = await sandbox.invent({});
    const place = { appUrl: stack.appUrl, sandbox, version: "v1" as const };
    const { client, email } = await join(place, { person: key });
    wants((await client.get("/account")).status, 200);
    await mailTo(stack.sandboxUrl, email);
  });
  await check("/metrics counts them", async () => {
    const answer = await get("/metrics", { authorization: `Bearer ${token}` });
    wants(/portone_answers_total\{outcome="verified"\} 1$/m.test(await answer.text()), true);
  });
}

function programOf(image: Image, program: string, port: number) {
  const [file = "", ...options] = image.command;
  if (file !== "node") throw new Error(`The image starts ${file}`);
  return {
    file: program,
    options,
    directory: image.directory,
    environment: { ...image.environment, PORT: `${port}` },
    user: userOf(image),
  };
}

function mayNotWrite(image: Image): void {
  const trial = 'test "$(id -u)" -ne 0 && ! touch x && ! touch .next/x';
  const { status } = spawnSync("sh", ["-c", trial], { cwd: image.directory, ...userOf(image) });
  wants(status, 0);
}

/** What brings the database up to date: the command of its own stage, as its user. */
function migrateBy(tools: Image, program: string, databaseUrl: string): void {
  const [file = "", ...options] = tools.command;
  const { status, stderr } = spawnSync(file, options, {
    cwd: tools.directory,
    encoding: "utf8",
    env: { ...environmentOf(program), ...tools.environment, DATABASE_URL: databaseUrl },
    ...userOf(tools),
  });
  if (status !== 0) throw new Error(`${tools.command.join(" ")}: ${stderr}`);
}

async function healthOf(image: Image, program: string, stack: Stack): Promise<void> {
  const [, ...options] = image.health;
  const child = spawn(program, options, {
    env: { ...environmentOf(program), PORT: new URL(stack.listensAt).port },
    stdio: "ignore",
    ...userOf(image),
  });
  wants(await new Promise((resolve) => child.once("exit", resolve)), 0);
}

function wants(found: unknown, wanted: unknown): void {
  const [one, other] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (one !== other) throw new Error(`${one} instead of ${other}`);
}

type Check = (says: string, work: () => Promise<void> | void) => Promise<void>;

main().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
