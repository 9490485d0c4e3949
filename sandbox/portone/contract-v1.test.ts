import { Iamport, Request } from "iamport-rest-client-nodejs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { callSandbox, pick, type SandboxCaller } from "./call-sandbox";

/** Every call on certifications of the published V1 client, `iamport-rest-client-nodejs`. */
let sandbox: SandboxCaller;
let iamport: Iamport;
beforeAll(async () => {
  sandbox = await callSandbox();
  iamport = new Iamport({ apiKey: "any", apiSecret: "any", baseUrl: sandbox.url });
});
afterAll(() => sandbox.close());

const { Certifications } = Request;

it("gets a token and then a certification", async () => {
  const made = await sandbox.control("certifications", { person: "adult", merchant_uid: "m-1" });
  const imp_uid = String(pick(made, "imp_uid"));
  const answer = await Certifications.getCertification({ imp_uid }).request(iamport);
  expect(answer.data.response).toMatchObject({
    imp_uid,
    merchant_uid: "m-1",
    name: "홍길동",
    gender: "male",
    certified: true,
    birth: new Date("1990-01-01T00:00:00+09:00"),
    unique_key: expect.stringMatching(/^.{86}==$/),
  });
});

it("deletes one, and then gets 404", async () => {
  const made = await sandbox.control("certifications", { person: "adult", merchant_uid: "m-1" });
  const imp_uid = String(pick(made, "imp_uid"));
  const answer = await Certifications.deleteCertification({ imp_uid }).request(iamport);
  expect(answer.data.response).toMatchObject({ imp_uid });
  await expect(Certifications.getCertification({ imp_uid }).request(iamport)).rejects.toMatchObject(
    {
      response: { status: 404, data: { code: -1, message: "인증결과가 존재하지 않습니다." } },
    },
  );
});

it("gets 401 for wrong keys", async () => {
  const stranger = new Iamport({ apiKey: "wrong", apiSecret: "any", baseUrl: sandbox.url });
  await expect(
    Certifications.getCertification({ imp_uid: "imp_000000000000" }).request(stranger),
  ).rejects.toMatchObject({ response: { status: 401, data: { code: -1, response: null } } });
});
