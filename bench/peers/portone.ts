import { createHash } from "node:crypto";
import { createServer } from "node:http";

/**
 * A PortOne V1 with a finished certification for each imp_uid, every one of another person. What is
 * in a record comes from its imp_uid, so nothing is looked up. `POST /latency/50`: each answer from
 * then on comes 50 ms later.
 */
let latency = 0;

createServer((request, response) => {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  const wanted = /^\/latency\/(\d+)$/.exec(pathname)?.[1];
  if (wanted !== undefined) latency = Number(wanted);
  const number = /^\/certifications\/imp_(\d+)$/.exec(pathname)?.[1];
  const content = number === undefined ? token() : certification(number);
  const body = JSON.stringify({ code: 0, message: null, response: content });
  const answer = () => {
    response.writeHead(200, {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
    });
    response.end(body);
  };
  request.resume();
  if (latency === 0 || wanted !== undefined) answer();
  else setTimeout(answer, latency);
}).listen(Number(process.env["PORT"]), "127.0.0.1");

function token() {
  const now = Math.floor(Date.now() / 1_000);
  return { access_token: "0".repeat(40), now, expired_at: now + 1_800 };
}

function certification(number: string) {
  const hash = (kind: string) => createHash("sha512").update(`${kind} ${number}`).digest();
  return {
    birth: 631119600,
    birthday: "1990-01-01",
    carrier: "SKT",
    certified: true,
    certified_at: Math.floor(Date.now() / 1_000),
    foreigner: false,
    foreigner_v2: false,
    gender: "female",
    imp_uid: `imp_${number}`,
    merchant_uid: `bench${number}`,
    name: "홍길동",
    origin: "http://localhost/signup",
    pg_provider: "danal",
    pg_tid: number.padStart(24, "0"),
    phone: "01012345678",
    unique_in_site: hash("di").toString("base64").slice(0, 64),
    unique_key: hash("ci").toString("base64"),
  };
}
