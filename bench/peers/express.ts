import express from "express";
import { database, getCertification, getToken, setting } from "./common.js";

/**
 * PortOne's documented handler, made to work: it reads the answers from their envelope, asks whether
 * the person is certified and of age, and one person is written once. A token with each request, as
 * documented.
 */
const app = express();
app.use(express.json());
app.post("/certifications", async (request, response) => {
  const impUid = String(request.body["imp_uid"]);
  const { access_token } = await getToken();
  const { unique_key, name, birthday } = await getCertification(impUid, access_token);
  if (Date.parse(birthday) > Date.now() - nineteenYears) {
    response.status(403).json({ code: "under_age" });
    return;
  }
  const { rowCount } = await database.query(
    `INSERT INTO bench_express (unique_key, imp_uid, name, birthday) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING`,
    [unique_key, impUid, name, birthday],
  );
  if (rowCount === 1) response.json({ next: "/" });
  else response.status(409).json({ code: "already_joined" });
});
app.listen(Number(setting("PORT")), "127.0.0.1");

const nineteenYears = 19 * 366 * 24 * 3_600_000;
