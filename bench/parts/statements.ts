import { writeFileSync } from "node:fs";
import { format } from "prettier";
import { z } from "zod";
import { openDatabase, type Database, type StatementRunner } from "@/lib/db";
import { migrate } from "@/prisma/engine/migrate";
import { seedMembers } from "@/prisma/seeding/seed";
import { createRealDatabase } from "@/sandbox/database/test-databases";
import { inventKeys } from "@/lib/accounts/sign-up.fixture";
import { percentile } from "../slices";
import { administrationWorks } from "./administration-works";
import { works, type Work } from "./statement-works";

/**
 * What each question to the database costs at 1,000, 100,000 and 1,000,000 accounts: PostgreSQL's own time
 * (EXPLAIN ANALYZE, planning and execution) of the statements that the product's own functions send, and
 * how many of them one piece of work takes. The plans at a million go to docs/statements.md.
 */
export async function benchStatements(
  sizes: readonly number[] = [1_000, 100_000, 1_000_000],
): Promise<Asked[] | null> {
  const real = await createRealDatabase();
  if (real === null) {
    console.log("NOT MEASURED: the statements. No PostgreSQL answers at TEST_POSTGRES_URL.");
    return null;
  }
  const database = openDatabase(real.url);
  try {
    await migrate(real.url);
    const keys = { ...inventKeys(), duplicateKey: "ci" as const };
    const asked = new Array<Asked>();
    let present = 0;
    for (const size of sizes) {
      const began = performance.now();
      await seedMembers(real.url, size - present, { keys, now: new Date(), progress: () => {} });
      const seconds = Math.round((performance.now() - began) / 1_000);
      const mb = Math.round(process.memoryUsage().rss / 2 ** 20);
      console.log(`${size} accounts: ${seconds} s for the last ${size - present}, ${mb} MB`);
      present = size;
      await database.$executeRawUnsafe("VACUUM ANALYZE");
      for (const work of [...works, ...administrationWorks]) {
        asked.push(...(await measure(work, { database, keys, size })));
      }
    }
    return asked;
  } finally {
    await database.$disconnect();
    await real.drop();
  }
}

/** Each piece of work so often; its statements are explained in a transaction that is undone. */
const times = 40;

export async function measure(
  work: Work,
  {
    database,
    keys,
    size,
  }: { database: Database; keys: ReturnType<typeof inventKeys>; size: number },
): Promise<Asked[]> {
  const found = new Map<string, Asked>();
  let place = 0;
  const query: StatementRunner["query"] = async (text, values, name) => {
    // The planner's own estimate, which reads no table.
    if (text.startsWith("EXPLAIN")) return database.$statements.query(text, values, name);
    const label = name ?? firstWords(text);
    place += 1;
    const key = `${place} ${label}`;
    const plan = await explain(database, text, values);
    const known = found.get(key) ?? { work: work.name, size, place, label, text, ms: [], plan: "" };
    known.ms.push(plan.ms);
    known.plan = plan.text;
    found.set(key, known);
    return database.$statements.query(text, values, name);
  };
  const recording = recorded(database, { query });
  for (let time = 0; time < times; time += 1) {
    const run = await work.prepare({ db: database, keys });
    place = 0;
    await run(recording);
  }
  return [...found.values()];
}

/** The same database, whose statements of our own go through `statements`. */
function recorded(database: Database, statements: StatementRunner): Database {
  return new Proxy(database, {
    get: (target, name): unknown => {
      if (name === "$statements") return statements;
      if (name === "$queryRawUnsafe") {
        return async (text: string, ...values: unknown[]) =>
          (await statements.query(text, values, firstWords(text))).rows;
      }
      return Reflect.get(target, name);
    },
  });
}

/** Such as `UPDATE attempts`, of a statement without a name. */
function firstWords(text: string): string {
  return text.trim().split(/\s+/).slice(0, 2).join(" ");
}

async function explain(database: Database, text: string, values: unknown[]) {
  const undone = new Error("undone");
  let rows: unknown = null;
  await database
    .$transaction(async (tx) => {
      rows = await tx.$queryRawUnsafe(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`, ...values);
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  const [
    {
      "QUERY PLAN": [plan],
    },
  ] = explained.parse(rows);
  return {
    ms: plan["Planning Time"] + plan["Execution Time"],
    text: linesOf(plan.Plan, 0).join("\n"),
  };
}

const node: z.ZodType<PlanNode> = z.lazy(() =>
  z.looseObject({
    "Node Type": z.string(),
    "Relation Name": z.string().optional(),
    "Index Name": z.string().optional(),
    "Subplan Name": z.string().optional(),
    "Actual Rows": z.number(),
    "Actual Loops": z.number(),
    "Shared Hit Blocks": z.number(),
    "Shared Read Blocks": z.number(),
    Plans: z.array(node).optional(),
  }),
);
const explained = z.tuple([
  z.object({
    "QUERY PLAN": z.tuple([
      z.object({ Plan: node, "Planning Time": z.number(), "Execution Time": z.number() }),
    ]),
  }),
]);

function linesOf(plan: PlanNode, depth: number): string[] {
  const { "Subplan Name": part, "Relation Name": table, "Index Name": index } = plan;
  const words = [
    part === undefined ? "" : `${part}: `,
    plan["Node Type"],
    table === undefined ? "" : ` on ${table}`,
    index === undefined ? "" : ` by ${index}`,
    ` (rows ${plan["Actual Rows"]} × ${plan["Actual Loops"]},`,
    ` buffers ${plan["Shared Hit Blocks"]} + ${plan["Shared Read Blocks"]} read)`,
  ];
  return [
    `${"  ".repeat(depth)}${words.join("")}`,
    ...(plan.Plans ?? []).flatMap((each) => linesOf(each, depth + 1)),
  ];
}

/** The figures as rows of bench/results.json: the ratio is to the fewest accounts. */
export function statementRows(asked: readonly Asked[], counted = "accounts") {
  return asked.map((each) => {
    const least = asked.find((other) => isSame(other, each));
    const value = at(each, 0.5);
    return {
      what: `statement, ${each.work}, ${each.place}. ${each.label}, ${each.size} ${counted}`,
      value,
      unit: "ms",
      ratio: least === undefined ? null : value / at(least, 0.5),
      p99: at(each, 0.99),
    };
  });
}

/** Writes docs/statements.md: each question with its SQL, its times and its plan at the largest size. */
export async function writeStatementsPage(asked: readonly Asked[]): Promise<void> {
  const largest = Math.max(...asked.map(({ size }) => size));
  const shown = asked.filter(({ size }) => size === largest);
  const parts = shown.map((each) => {
    const times = asked
      .filter((other) => isSame(other, each))
      .map(
        (other) =>
          `${other.size}: ${at(other, 0.5).toFixed(2)} (p99 ${at(other, 0.99).toFixed(2)})`,
      );
    return [
      each.place === 1 ? `## ${each.work}\n` : "",
      `### ${each.place}. ${each.label}\n`,
      `Milliseconds by accounts – ${times.join("; ")}.\n`,
      `\`\`\`sql\n${each.text.trim()}\n\`\`\`\n`,
      `\`\`\`text\n${each.plan}\n\`\`\`\n`,
    ].join("\n");
  });
  const text = `# Questions to the database

Made by \`npm run bench -- --only statements\`: what the product's own functions ask, PostgreSQL's own time for it
(planning and execution, the middle of ${times}), and the plan at ${largest} accounts. Each heading of the second
level is one piece of work; each statement in it is one round trip.

${parts.join("\n")}`;
  writeFileSync("docs/statements.md", await format(text, { parser: "markdown", printWidth: 110 }));
}

function isSame(one: Asked, other: Asked): boolean {
  return one.work === other.work && one.place === other.place && one.label === other.label;
}

function at({ ms }: Asked, share: number): number {
  return percentile(
    ms.toSorted((one, other) => one - other),
    share,
  );
}

type PlanNode = {
  "Node Type": string;
  "Relation Name"?: string | undefined;
  "Index Name"?: string | undefined;
  "Subplan Name"?: string | undefined;
  "Actual Rows": number;
  "Actual Loops": number;
  "Shared Hit Blocks": number;
  "Shared Read Blocks": number;
  Plans?: PlanNode[] | undefined;
};
export type Asked = {
  work: string;
  size: number;
  /** Its place among the statements of the work. */
  place: number;
  label: string;
  text: string;
  ms: number[];
  plan: string;
};
