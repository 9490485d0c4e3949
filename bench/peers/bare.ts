import { database, getCertification, keptToken, readImpUid, serve } from "./common.js";

/** The floor: asks PortOne with a kept token, writes one row. Nothing is checked or sealed. */
serve(async (body) => {
  const impUid = readImpUid(body);
  const { unique_key, name, birthday } = await getCertification(impUid, await keptToken());
  await database.query(
    "INSERT INTO bench_bare (imp_uid, unique_key, name, birthday) VALUES ($1, $2, $3, $4)",
    [impUid, unique_key, name, birthday],
  );
  return { next: "/" };
});
