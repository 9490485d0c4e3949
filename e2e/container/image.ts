import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Stage, Step } from "./dockerfile";

/** The user `node` of Node's images. */
const node = 1_000;

/**
 * Does by hand what a Dockerfile says, in a temporary folder in place of an image. A stage of `built` is not made:
 * it is that folder. Commands run with the Node of `program`.
 */
export function makeImage(stages: readonly Stage[], { built, program }: Making): Image {
  const folders = new Map<string, string>(Object.entries(built));
  const images = new Map<string, Image>();
  const made: string[] = [];
  const remove = () => {
    for (const root of made) {
      spawnSync("chmod", ["-R", "u+w", root]);
      rmSync(root, { recursive: true, force: true });
    }
  };
  try {
    let image: Image | undefined;
    for (const stage of stages) {
      if (folders.has(stage.name)) continue;
      const parent = folders.get(stage.image);
      const root = parent === undefined ? takeFolder() : dirname(parent);
      if (parent === undefined) made.push(root);
      image = carryOut(stage, { root, folders, program, parent });
      folders.set(stage.name, image.directory);
      images.set(stage.name, image);
    }
    if (image === undefined) throw new Error("The Dockerfile has no stage");
    return { ...image, stage: (name) => images.get(name) ?? null, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function carryOut(stage: Stage, { root, folders, program, parent }: Place): Image {
  const image: Image = {
    root,
    directory: parent ?? root,
    environment: {},
    user: null,
    command: [],
    health: [],
    stage: () => null,
    remove: () => undefined,
  };
  const within = (path: string) =>
    path.startsWith("/") ? join(root, path) : join(image.directory, path);
  for (const step of stage.steps) {
    switch (step.kind) {
      case "WORKDIR":
        image.directory = within(step.text);
        mkdirSync(image.directory, { recursive: true });
        break;
      case "ENV":
        Object.assign(image.environment, step.values);
        break;
      case "USER":
        image.user = step.text;
        break;
      case "CMD":
        image.command = step.command;
        break;
      case "HEALTHCHECK":
        image.health = step.command;
        break;
      case "RUN":
        runIn(image, step.text, program);
        break;
      case "COPY":
        copy(step, folders, within(step.to));
        break;
      case "EXPOSE":
        break;
    }
  }
  return image;
}

function copy(step: Step & { kind: "COPY" }, folders: Map<string, string>, to: string): void {
  for (const source of step.sources) {
    if (step.from === null) copyFromHere(source, to);
    else {
      const folder = folders.get(step.from);
      if (folder === undefined) throw new Error(`No stage ${step.from}`);
      const from = source.replace(/^\/app(?=\/|$)/, folder);
      if (!existsSync(from)) throw new Error(`The build made no ${source}`);
      mkdirSync(to, { recursive: true });
      cpSync(from, to, { recursive: true, verbatimSymlinks: true });
    }
  }
  if (step.owner !== null && process.getuid?.() === 0) {
    spawnSync("chown", ["-R", `${node}:${node}`, to]);
  }
}

/** What .dockerignore leaves. */
function copyFromHere(source: string, to: string): void {
  const rules = readFileSync(".dockerignore", "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const pattern = line.replace(/^!/, "").replace(/[.+^${}()|[\]\\]/g, "\\$&");
      const form = new RegExp(`^${pattern.replaceAll("*", "[^/]*")}(/|$)`);
      return { form, isKept: line.startsWith("!") };
    });
  const isCopied = (path: string) => {
    const name = relative(".", path).split(sep).join("/");
    return rules.findLast(({ form }) => form.test(name))?.isKept ?? true;
  };
  const target = statSync(source).isDirectory() ? to : join(to, source);
  cpSync(source, target, { recursive: true, filter: isCopied });
}

function runIn(image: Image, command: string, program: string): void {
  // As in an image, where it is not said.
  const { status } = spawnSync("sh", ["-c", `unset NODE_ENV; ${command}`], {
    cwd: image.directory,
    stdio: ["ignore", "ignore", "inherit"],
    // The way to the registry is ours.
    env: { ...process.env, PATH: environmentOf(program).PATH, ...image.environment },
  });
  if (status !== 0) throw new Error(`RUN ${command}: exit code ${status}`);
}

/** That Node, and nothing else of ours. */
export function environmentOf(program: string) {
  return {
    PATH: `${dirname(program)}:${process.env["PATH"] ?? ""}`,
    HOME: tmpdir(),
    NODE_ENV: "production" as const,
  };
}

/** As whom the image runs: a number that exists nowhere else, where we may take one at all. */
export function userOf(image: Image): { uid?: number; gid?: number } {
  if (image.user === null || image.user === "root") throw new Error("The image runs as root");
  return process.getuid?.() === 0 ? { uid: node, gid: node } : {};
}

/** Nobody may write into it any more, as with a read-only file system. */
export function closeImage({ root }: Image): void {
  spawnSync("chmod", ["-R", "a-w", root]);
}

/** Links that lead out of the image, and files that have no business in it. */
export function strayIn({ root, directory }: Image): string[] {
  const stray: string[] = [];
  for (const path of readdirSync(root, { recursive: true, encoding: "utf8" })) {
    const whole = join(root, path);
    const name = relative(directory, whole);
    if (/^(sandbox|e2e|bench|prisma\/seeding)(\/|$)|(^|\/)\.env/.test(name)) stray.push(name);
    if (!lstatSync(whole).isSymbolicLink()) continue;
    const target = existsSync(whole) ? realpathSync(whole) : null;
    if (target?.startsWith(realpathSync(root)) !== true)
      stray.push(`${name} -> ${target ?? "nowhere"}`);
  }
  return stray;
}

function takeFolder(): string {
  const folder = resolve(mkdtempSync(join(tmpdir(), "image-")));
  chmodSync(folder, 0o755);
  return folder;
}

type Making = { built: Record<string, string>; program: string };
type Place = {
  root: string;
  folders: Map<string, string>;
  program: string;
  parent: string | undefined;
};
export type Image = {
  root: string;
  /** WORKDIR. */
  directory: string;
  environment: Record<string, string>;
  user: string | null;
  command: string[];
  health: string[];
  /** Another one that was made on the way. */
  stage: (name: string) => Image | null;
  remove: () => void;
};
