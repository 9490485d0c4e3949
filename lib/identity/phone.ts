/** E.164 allows 15 digits; some people add an international prefix or a zero. */
const maximumDigits = 20;

/** +82 10-1234-5678 → 01012345678. Null for a text without digits or with too many. */
export function normalisePhone(text: string): string | null {
  const dialled = text.normalize("NFKC").replace(/[^\d+]/g, "");
  const digits = dialled.replace(/\D/g, "");
  if (digits.length === 0 || digits.length > maximumDigits) return null;
  const prefix = /^(?:\+|00)/.test(dialled) ? /^(?:00)?820?(?=[1-9]\d{7,9}$)/ : mobileWithout;
  return digits.replace(prefix, "0");
}

/** 82 without + or 00 counts as a country code only before a mobile number. */
const mobileWithout = /^820?(?=1\d{8,9}$)/;

/** 01012345678 → 010-1234-5678, as people read a number; another country's stays as it is. */
export function formatPhone(digits: string): string {
  return digits.replace(/^(01\d)(\d{3,4})(\d{4})$/, "$1-$2-$3");
}
