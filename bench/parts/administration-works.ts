import { z } from "zod";
import { admit } from "@/lib/admin/admitted.fixture";
import { readFigures } from "@/lib/admin/figures/figures";
import { listPeople } from "@/lib/admin/list-people";
import type { PeopleFilters, Place } from "@/lib/admin/people-address";
import { listFound, readSearch, searchPeople } from "@/lib/admin/search-people";
import type { Database } from "@/lib/db";
import { seoulDate, seoulDateAfter } from "@/lib/identity/seoul-date";
import type { Work } from "./statement-works";

/** What an administrator asks for, by the functions that the pages call. */
export const administrationWorks: Work[] = [
  list("the first page", {}),
  list("the page in the middle", {}, (db) => placeAt(db, 0.5)),
  list("the last page", {}, (db) => placeAt(db, 0.9999)),
  list("suspended", { state: "suspended" }),
  list("by a rare provider", { provider: "kcp_v2" }),
  list("born in the nineties", { decade: 199 }),
  list("e-mail not confirmed", { unconfirmed: true }),
  list("due to verify again", { due: true }),
  list("with a guardian", { guardian: true }),
  list("of last week", lastWeek()),
  search("a name", "김가나"),
  search("a whole phone number", "010-0000-0017"),
  search("the end of one and a year", "0017 1990"),
  search("an address", "member-nobody@example.com"),
  search("an id", "imp_000000000000"),
  {
    name: "Figures of 30 days, /admin",
    prepare: () =>
      Promise.resolve(async (recording) => {
        await readFigures(recording.$statements, new Date());
      }),
  },
];

function list(
  which: string,
  filters: PeopleFilters,
  place: (db: Database) => Promise<Place | null> = () => Promise.resolve(null),
): Work {
  return {
    name: `People, ${which}`,
    prepare: async ({ db, keys }) => {
      const at = await place(db);
      return async (recording) => {
        const asked = { filters, place: at };
        const context = { ...contextOf(recording), ...keys, reverifyAfterDays: 365 };
        await listPeople(admit("viewer"), asked, context);
      };
    },
  };
}

function search(which: string, typed: string): Work {
  return {
    name: `People found by ${which}`,
    prepare: ({ keys }) =>
      Promise.resolve(async (recording) => {
        const question = readSearch(typed);
        if (question === null) throw new Error(`${typed} cannot be searched for`);
        const context = { ...contextOf(recording), ...keys };
        const { ids } = await searchPeople(admit("viewer"), question, context);
        await listFound(admit("viewer"), ids, context);
      }),
  };
}

function contextOf(db: Database) {
  return { db, statements: db.$statements, now: new Date() };
}

/** Where this share of all people is behind. */
async function placeAt(db: Database, share: number): Promise<Place> {
  const [{ at, id }] = z.tuple([z.object({ at: z.date(), id: z.string() })]).parse(
    await db.$queryRaw`SELECT created_at AS at, id FROM accounts ORDER BY created_at DESC, id DESC
        OFFSET (SELECT floor(count(*) * ${share}::float8) FROM accounts) LIMIT 1`,
  );
  return { side: "after", at, id };
}

function lastWeek(): PeopleFilters {
  const now = new Date();
  return { from: seoulDateAfter(now, -7).toString(), to: seoulDate(now).toString() };
}
