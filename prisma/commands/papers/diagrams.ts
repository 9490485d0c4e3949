import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Which file shows which diagram, between two comments of its name. */
export const diagrams = [
  { file: "README.md", name: "states", draw: drawStates },
  { file: "README.ko.md", name: "states", draw: drawStates },
  { file: "docs/architecture.md", name: "rooms", draw: drawRooms },
] as const;

/** The file's text with the diagram as it is now. @throws where the two comments are not there. */
export function withDiagram(text: string, name: string, diagram: string): string {
  const [begin, end] = [`<!-- ${name}: npm run diagrams -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`There is no place for the diagram of ${name}.`);
  const drawn = `${begin}\n\n\`\`\`mermaid\n${diagram}\n\`\`\`\n\n`;
  return text.slice(0, from) + drawn + text.slice(to);
}

/** An attempt's states: the transitions that the database lets through. */
export function drawStates(): string {
  const allowed = migrationTexts()
    .flatMap((text) => [...text.matchAll(/FUNCTION "attempts_move_forward"\(\)[\s\S]*?\) THEN/g)])
    .at(-1)?.[0];
  const moves = [...(allowed ?? "").matchAll(/'(\w+)>(\w+)'/g)]
    .map(([, from = "", to = ""]) => ({ from, to }))
    .filter(({ from, to }) => from !== to);
  const begins = new Set(moves.map(({ from }) => from));
  const ends = new Set(moves.map(({ to }) => to).filter((to) => !begins.has(to)));
  return [
    "stateDiagram-v2",
    "  [*] --> issued",
    ...moves.map(({ from, to }) => `  ${from} --> ${to}`),
    ...[...ends].map((end) => `  ${end} --> [*]`),
  ].join("\n");
}

function migrationTexts(): string[] {
  return readdirSync("prisma/migrations")
    .filter((name) => /^\d/.test(name))
    .sort()
    .map((name) => readFileSync(join("prisma/migrations", name, "migration.sql"), "utf8"));
}

/** The rooms of lib and who imports whom; what is imported by way of another room is left out. */
export function drawRooms(): string {
  const floors = readFloors();
  const direct = new Map(floors.map((room) => [room, importsOfRoom(room, floors)]));
  const reach = (room: string): Set<string> => {
    const found = new Set<string>();
    for (const next of direct.get(room) ?? []) {
      found.add(next);
      for (const further of reach(next)) found.add(further);
    }
    return found;
  };
  const edges = [...direct].flatMap(([room, targets]) =>
    [...targets]
      .filter((to) => ![...targets].some((by) => by !== to && reach(by).has(to)))
      .map((to) => `  ${room} --> ${to}`),
  );
  return ["flowchart TD", ...edges].join("\n");
}

function readFloors(): string[] {
  const text = readFileSync("lib/architecture.test.ts", "utf8");
  const list = /const floors = \[([\s\S]*?)\];/.exec(text)?.[1] ?? "";
  return [...list.matchAll(/"([\w-]+)"/g)].map(([, room = ""]) => room);
}

function importsOfRoom(room: string, floors: readonly string[]): Set<string> {
  const targets = filesOf(room).flatMap((path) =>
    [...readFileSync(path, "utf8").matchAll(/["']@\/lib\/([\w-]+)/g)].map(([, to = ""]) => to),
  );
  // In the order of the floors, so that it does not change with that of the files.
  return new Set(floors.filter((to) => to !== room && targets.includes(to)));
}

function filesOf(room: string): string[] {
  const names = readdirSync("lib", { recursive: true, encoding: "utf8" });
  return names
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name === `${room}.ts` || name.startsWith(`${room}/`))
    .filter((name) => /(?<!\.test|\.fixture)\.tsx?$/.test(name))
    .map((name) => join("lib", name));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const { file, name, draw } of diagrams) {
    writeFileSync(file, withDiagram(readFileSync(file, "utf8"), name, draw()));
  }
}
