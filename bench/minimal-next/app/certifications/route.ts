import { Pool as DatabasePool } from "pg";
import { Pool } from "undici";
import { z } from "zod";

/** The floor of anything that runs on Next: what peers/bare.ts does, as a route. */
export async function POST(request: Request): Promise<Response> {
  const { imp_uid: impUid } = callback.parse(await request.json());
  const { unique_key, name, birthday } = await getCertification(impUid, await keptToken());
  await database().query(
    "INSERT INTO bench_bare (imp_uid, unique_key, name, birthday) VALUES ($1, $2, $3, $4)",
    [impUid, unique_key, name, birthday],
  );
  return Response.json({ next: "/" });
}

const callback = z.object({ imp_uid: z.string().regex(/^imp_\d{12}$/) });

/** Made on first use: a build has no settings. */
function database(): DatabasePool {
  return (madeDatabase ??= new DatabasePool({
    connectionString: process.env["DATABASE_URL"],
    max: 10,
  }));
}
let madeDatabase: DatabasePool | undefined;

function portOne(): Pool {
  return (madePortOne ??= new Pool(process.env["PORTONE_API_URL"] ?? ""));
}
let madePortOne: Pool | undefined;

async function keptToken(): Promise<string> {
  const now = Date.now() / 1_000;
  if (kept === null || (await kept).expired_at - 60 < now) kept = getToken();
  return (await kept).access_token;
}
let kept: ReturnType<typeof getToken> | null = null;

async function getToken() {
  const { body } = await portOne().request({
    method: "POST",
    path: "/users/getToken",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ imp_key: "bench", imp_secret: "bench" }),
  });
  return tokenAnswer.parse(await body.json()).response;
}

const tokenAnswer = z.object({
  response: z.object({ access_token: z.string(), expired_at: z.number() }),
});

async function getCertification(impUid: string, token: string) {
  const { body } = await portOne().request({
    method: "GET",
    path: `/certifications/${impUid}`,
    headers: { authorization: token },
  });
  return certificationAnswer.parse(await body.json()).response;
}

const certificationAnswer = z.object({
  response: z.object({
    certified: z.literal(true),
    name: z.string(),
    birthday: z.string(),
    unique_key: z.string(),
  }),
});
