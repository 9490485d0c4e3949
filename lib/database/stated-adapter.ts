import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlQueryable, Transaction } from "@prisma/driver-adapter-utils";
import type { Pool } from "pg";
import type { Route } from "@/lib/database/connection";

/** Behind a pooler every statement runs in a transaction that begins with our session settings. */
export class StatedAdapter extends PrismaPg {
  constructor(
    pool: Pool,
    protected readonly route: Route,
  ) {
    super(pool, { schema: route.address.schema, disposeExternalPool: true });
  }

  override async connect() {
    const adapter = await super.connect();
    const { route } = this;
    const start = adapter.startTransaction.bind(adapter);
    const alone: Pick<SqlQueryable, "queryRaw" | "executeRaw"> = {
      queryRaw: adapter.queryRaw.bind(adapter),
      executeRaw: adapter.executeRaw.bind(adapter),
    };
    adapter.startTransaction = async (isolation) => {
      const [transaction, words] = [await start(isolation), await route.opening()];
      if (words === null) return transaction;
      return during(transaction, async () => {
        await say(transaction, words);
        return transaction;
      });
    };
    adapter.queryRaw = async (query) =>
      (await route.opening()) === null
        ? alone.queryRaw(query)
        : whole(await adapter.startTransaction(), (transaction) => transaction.queryRaw(query));
    adapter.executeRaw = async (query) =>
      (await route.opening()) === null
        ? alone.executeRaw(query)
        : whole(await adapter.startTransaction(), (transaction) => transaction.executeRaw(query));
    return adapter;
  }
}

function whole<T>(
  transaction: Transaction,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  return during(transaction, async () => {
    const result = await work(transaction);
    await say(transaction, "COMMIT");
    await transaction.commit();
    return result;
  });
}

async function during<T>(transaction: Transaction, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await say(transaction, "ROLLBACK").catch(() => undefined);
    await transaction.rollback();
    throw error;
  }
}

function say(transaction: Transaction, sql: string): Promise<number> {
  return transaction.executeRaw({ sql, args: [], argTypes: [] });
}
