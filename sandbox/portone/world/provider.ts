import { z } from "zod";

/**
 * Fields that each provider gives. Danal gives phone, carrier and foreigner only by extra
 * contracts; KG이니시스 gives no DI and no carrier, and through Kakao no CI either; with KCP the CI
 * depends on the merchant's settings (here: on).
 */
export const providers = {
  danal: profile({ v1: "danal", v2: "DANAL" }),
  danal_without_phone: profile({
    v1: "danal",
    v2: "DANAL",
    phone: false,
    carrier: false,
    foreigner: false,
  }),
  inicis_unified: profile({
    v1: "inicis_unified",
    v2: "INICIS_UNIFIED",
    carrier: false,
    di: false,
  }),
  kakao: profile({
    v1: "inicis_unified",
    v2: "INICIS_UNIFIED",
    carrier: false,
    ci: false,
    di: false,
  }),
  inicis: profile({ v1: "inicis", v2: "INICIS", carrier: false, di: false }),
  kcp_v2: profile({ v1: "kcp_v2", v2: "KCP_V2" }),
} as const;

export const providerSchema = z.enum([
  "danal",
  "danal_without_phone",
  "inicis_unified",
  "kakao",
  "inicis",
  "kcp_v2",
]);
export type ProviderName = z.infer<typeof providerSchema>;

/**
 * The provider that `pg` (V1, `danal` or `danal.{MID}`) names or, a convention of this sandbox, a
 * word in the channel key (`channel-key-kakao`). Null for none.
 */
export function providerNamed({ pg, channelKey }: { pg: string; channelKey: string }) {
  const named = providerSchema.safeParse(pg.split(".")[0]);
  if (named.success) return named.data;
  const words = channelKey.replaceAll("_", "-");
  const longestFirst = providerSchema.options.toSorted((a, b) => b.length - a.length);
  return longestFirst.find((name) => words.includes(name.replaceAll("_", "-"))) ?? null;
}

/** Whether it can verify by one-time code without a window. */
export function offersOneTimeCode(provider: ProviderName): boolean {
  return ["DANAL", "KCP_V2"].includes(providers[provider].v2);
}

function profile(options: Pick<Profile, "v1" | "v2"> & Partial<Profile>): Profile {
  return { phone: true, carrier: true, foreigner: true, ci: true, di: true, ...options };
}

export type Profile = {
  /** `pg_provider` of V1, `pgProvider` of V2. */
  v1: string;
  v2: string;
  phone: boolean;
  carrier: boolean;
  foreigner: boolean;
  ci: boolean;
  di: boolean;
};
