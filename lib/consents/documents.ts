import { createHash } from "node:crypto";
import { z } from "zod";

/** Each needs a consent of its own (개인정보 보호법 §22). Change a text only together with its version. */
export const documents: Readonly<Record<DocumentId, ConsentDocument>> = {
  terms: {
    id: "terms",
    version: "2026-11-01",
    title: { ko: "서비스 이용약관", en: "Terms of service" },
    paragraphs: {
      ko: [
        "한 사람은 하나의 계정만 만들 수 있어요. 가입할 때 본인인증으로 확인해요.",
        "가입 나이 기준을 채우지 못하면 가입할 수 없어요. 기준은 가입하는 날 서울의 날짜로 따져요.",
        "계정은 본인만 쓸 수 있고, 다른 사람에게 넘기거나 빌려줄 수 없어요.",
        "언제든 계정을 없앨 수 있어요. 없앤 뒤 일정 기간은 다시 가입할 수 없을 수 있어요.",
      ],
      en: [
        "One person may have one account. Identity verification confirms this when you join.",
        "You may join only once you are old enough. The date in Seoul on the day you join counts.",
        "Your account is yours alone; you may not sell it or lend it to someone else.",
        "You may close your account at any time. Joining again may not be possible for a while after that.",
      ],
    },
  },
  privacy: {
    id: "privacy",
    version: "2026-11-23",
    title: { ko: "개인정보 수집·이용 동의", en: "Collection and use of personal data" },
    paragraphs: {
      ko: [
        "수집 항목: 이름, 생년월일, 성별, 내·외국인 여부, 휴대전화 번호와 통신사, 연계정보(CI), 이메일.",
        "목적: 본인 확인, 나이 확인, 중복 가입 방지, 계정 관리.",
        "보관 기간: 탈퇴할 때까지. 가입이 끝나지 않거나 거절되면 바로 지워요.",
        "탈퇴한 뒤에는 너무 이른 재가입을 막으려고, 누구인지 알 수 없게 바꾼 값 하나만 다시 가입할 수 있는 날까지 보관해요.",
        "동의하지 않을 수 있어요. 다만 동의하지 않으면 가입할 수 없어요.",
      ],
      en: [
        "What we collect: name, date of birth, gender, nationality status, mobile number and carrier, connecting information (CI), e-mail.",
        "Why: to confirm who you are and how old you are, to prevent duplicate accounts, to run your account.",
        "How long: until you leave. If joining is not completed or is refused, it is erased at once.",
        "After you leave we keep one value that does not tell who you are, until the day from which you may join again, so that nobody comes back too soon.",
        "You may refuse. Without this consent, however, we cannot create an account.",
      ],
    },
  },
  guardian: {
    id: "guardian",
    version: "2026-11-01",
    title: {
      ko: "법정대리인 동의 (만 14세 미만 자녀의 개인정보 수집·이용)",
      en: "A guardian's consent (personal data of a child under 14)",
    },
    paragraphs: {
      ko: [
        "만 14세 미만인 자녀가 가입하려면 법정대리인의 동의가 필요해요 (개인정보 보호법 제22조의2).",
        "자녀에 대해 수집하는 항목, 목적과 보관 기간은 개인정보 수집·이용 동의와 같아요.",
        "법정대리인에 대해서는 동의를 확인하기 위해 이름, 생년월일, 휴대전화 번호를 보관해요. 자녀가 가입하지 않으면 바로 지워요.",
        "동의하지 않을 수 있고, 동의한 뒤에도 거둘 수 있어요. 다만 동의가 없으면 자녀는 가입할 수 없어요.",
      ],
      en: [
        "A child under 14 may join only with the consent of a legal guardian (Personal Information Protection Act, art. 22-2).",
        "What we collect about the child, why and for how long is the same as in the consent to personal data.",
        "About the guardian we keep name, date of birth and mobile number, to show that consent was given. If the child does not join, they are erased at once.",
        "You may refuse, and you may withdraw later. Without consent, however, the child cannot join.",
      ],
    },
  },
};

/** The text of today under this name; null for a name that no text has any more. */
export function currentDocument(name: string): ConsentDocument | null {
  return Object.values(documents).find(({ id }) => id === name) ?? null;
}

export function recordConsent(id: DocumentId, locale: DocumentLocale, now: Date): ConsentRecord {
  const { version } = documents[id];
  return { document: id, version, textHash: textHash(id, locale), agreedAt: now.toISOString() };
}

/** A form sends this back, so that only the text that it showed is recorded. */
export function shownMark(id: DocumentId, locale: DocumentLocale): string {
  return `${documents[id].version} ${locale} ${textHash(id, locale)}`;
}

/** The language of the current text with this hash; null if there is none. */
export function languageOfText(textHash: string): DocumentLocale | null {
  return shownTexts().get(textHash) ?? null;
}

function shownTexts(): ReadonlyMap<string, DocumentLocale> {
  const locales = ["ko", "en"] as const;
  return new Map(
    documentIds.flatMap((id) => locales.map((locale) => [textHash(id, locale), locale] as const)),
  );
}

/** SHA-256, in hex, of the title and paragraphs in this language. */
function textHash(id: DocumentId, locale: DocumentLocale): string {
  const { title, paragraphs } = documents[id];
  const shown = [title[locale], ...paragraphs[locale]].join("\n");
  return createHash("sha256").update(shown).digest("hex");
}

export const signUpDocumentIds = ["terms", "privacy"] as const;
const documentIds = [...signUpDocumentIds, "guardian"] as const;

export type DocumentId = (typeof documentIds)[number];
export type DocumentLocale = "ko" | "en";
export type ConsentDocument = {
  id: DocumentId;
  /** The day from which the text is valid, YYYY-MM-DD. */
  version: string;
  title: Record<DocumentLocale, string>;
  paragraphs: Record<DocumentLocale, readonly string[]>;
};
/** `agreedAt` in ISO 8601, `textHash` in hex. */
export const consentRecordsSchema = z.array(
  z.strictObject({
    document: z.enum(documentIds),
    version: z.string(),
    textHash: z.string(),
    agreedAt: z.iso.datetime(),
  }),
);
export type ConsentRecord = z.infer<typeof consentRecordsSchema>[number];
