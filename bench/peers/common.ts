import { createServer, type IncomingMessage } from "node:http";
import { Pool as DatabasePool } from "pg";
import { Pool } from "undici";
import { z } from "zod";

/** As many connections as ours has without a setting of its own. */
export const database = new DatabasePool({
  connectionString: setting("DATABASE_URL"),
  max: 10,
});

const portOne = new Pool(setting("PORTONE_API_URL"));

export function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}

/** Answers each POST with what `handle` makes of its body, or with its error and 500. */
export function serve(handle: (body: string, request: IncomingMessage) => Promise<unknown>): void {
  createServer((request, response) => {
    const answer = (status: number, json: unknown) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(json));
    };
    readBody(request)
      .then((body) => handle(body, request))
      .then(
        (json) => answer(200, json),
        (error: unknown) => answer(500, { error: String(error) }),
      );
  }).listen(Number(setting("PORT")), "127.0.0.1");
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

export function readImpUid(body: string): string {
  return callback.parse(JSON.parse(body)).imp_uid;
}

const callback = z.object({ imp_uid: z.string().regex(/^imp_\d{12}$/) });

/** A new token with each call, as PortOne's documented handler has it. */
export async function getToken(): Promise<{ access_token: string; expired_at: number }> {
  const { body } = await portOne.request({
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

/** The token that is kept until a minute before its end. */
export async function keptToken(): Promise<string> {
  const now = Date.now() / 1_000;
  if (kept === null || (await kept).expired_at - 60 < now) kept = getToken();
  return (await kept).access_token;
}

let kept: ReturnType<typeof getToken> | null = null;

export async function getCertification(impUid: string, token: string): Promise<Certification> {
  const { statusCode, body } = await portOne.request({
    method: "GET",
    path: `/certifications/${impUid}`,
    headers: { authorization: token },
  });
  const answered = certificationAnswer.parse(await body.json());
  if (statusCode !== 200) throw new Error(`PortOne answered ${statusCode}`);
  return answered.response;
}

const certificationAnswer = z.object({
  response: z.object({
    merchant_uid: z.string(),
    certified: z.literal(true),
    certified_at: z.number(),
    name: z.string(),
    birthday: z.string(),
    unique_key: z.string(),
  }),
});
export type Certification = z.infer<typeof certificationAnswer>["response"];
