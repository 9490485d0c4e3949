import { AccessToken } from "./access-token";
import { enveloped, startStandIn, type Reply } from "./stand-in.fixture";
import { fetchCertification } from "./v1";

export const impUid = "imp_000000000001";
export const tokenPath = "/users/getToken";
export const path = `/certifications/${impUid}`;

export const grant = (token: string) =>
  enveloped({ access_token: token, now: 1_767_225_600, expired_at: 1_767_227_400 });

/** Asks a stand-in of this script about one certification. */
export async function ask(
  certification: readonly Reply[],
  { tokens = [grant("t1")], deadlineMs = 2_000 }: { tokens?: Reply[]; deadlineMs?: number } = {},
) {
  const portone = await startStandIn({ [tokenPath]: tokens, [path]: certification });
  const apiUrl = portone.url;
  const keys = { apiUrl, impKey: "key", impSecret: "secret", now: () => performance.now() };
  const began = performance.now();
  try {
    const accessToken = new AccessToken(keys);
    const fetched = await fetchCertification(impUid, { apiUrl, accessToken, deadlineMs });
    return { fetched, took: performance.now() - began, to: portone.to };
  } finally {
    await portone.close();
  }
}

/** What public samples show for Danal, with an invented person. */
export const record = {
  birth: 631_119_600,
  birthday: "1990-01-01",
  carrier: "SKT",
  certified: true,
  certified_at: 1_767_225_660,
  foreigner: false,
  foreigner_v2: false,
  gender: "male",
  imp_uid: impUid,
  merchant_uid: "attempt0001",
  name: "홍길동",
  origin: "https://shop.example/verify",
  pg_provider: "danal",
  pg_tid: "202601010000000000000001",
  phone: "01000000001",
  unique_in_site: "INVENTED-DI",
  unique_key: "INVENTED-CI==",
};
