/**
 * Reads a Dockerfile as far as ours goes: what it does not understand, it says, so that nothing in it goes untried.
 */
export function readDockerfile(text: string): Stage[] {
  const stages: Stage[] = [];
  for (const line of logicalLines(text)) {
    const [, word = "", rest = ""] = /^([A-Z]+)\s+(.*)$/s.exec(line) ?? [];
    if (word === "FROM") {
      const [image = "", , name = ""] = rest.split(/\s+/);
      stages.push({ name, image, steps: [] });
    } else {
      stages.at(-1)?.steps.push(readStep(word, rest, line));
    }
  }
  return stages;
}

function logicalLines(text: string): string[] {
  return text
    .split("\n")
    .filter((line) => !/^\s*#/.test(line))
    .join("\n")
    .replace(/\\\n\s*/g, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function readStep(word: string, rest: string, line: string): Step {
  switch (word) {
    case "WORKDIR":
    case "USER":
    case "EXPOSE":
    case "RUN":
      return { kind: word, text: rest };
    case "ENV":
      return { kind: word, values: pairsOf(rest) };
    case "CMD":
      return { kind: word, command: commandOf(rest) };
    case "HEALTHCHECK":
      return { kind: word, command: commandOf(rest.replace(/^.*?\bCMD\s+/, "")) };
    case "COPY": {
      const words = rest.split(/\s+/);
      const options = words.filter((each) => each.startsWith("--"));
      const paths = words.filter((each) => !each.startsWith("--"));
      const from = options.find((each) => each.startsWith("--from="))?.slice(7) ?? null;
      const owner = options.find((each) => each.startsWith("--chown="))?.slice(8) ?? null;
      return { kind: word, from, owner, sources: paths.slice(0, -1), to: paths.at(-1) ?? "" };
    }
    default:
      throw new Error(`Not understood in the Dockerfile: ${line}`);
  }
}

function pairsOf(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split(/\s+/).map((pair) => {
      const at = pair.indexOf("=");
      if (at < 1) throw new Error(`Not understood in the Dockerfile: ENV ${text}`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

function commandOf(text: string): string[] {
  const words: unknown = JSON.parse(text);
  if (Array.isArray(words) && words.every((word) => typeof word === "string")) return words;
  throw new Error(`Not the form of an array in the Dockerfile: ${text}`);
}

export type Stage = { name: string; image: string; steps: Step[] };
export type Step =
  | { kind: "WORKDIR" | "USER" | "EXPOSE" | "RUN"; text: string }
  | { kind: "ENV"; values: Record<string, string> }
  | { kind: "CMD" | "HEALTHCHECK"; command: string[] }
  | { kind: "COPY"; from: string | null; owner: string | null; sources: string[]; to: string };
