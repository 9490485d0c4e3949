import { equalBytes, hashToken } from "@/lib/crypto/token";

/** Whether `Authorization: Bearer …` carries the token; takes as long whatever is given. */
export function isMetricsToken(authorization: string | null, token: string): boolean {
  const [, given = ""] = /^Bearer (.+)$/i.exec(authorization ?? "") ?? [];
  return equalBytes(hashToken(given), hashToken(token));
}
