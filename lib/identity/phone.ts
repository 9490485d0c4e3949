/** E.164 allows 15 digits; some write an international prefix or a domestic zero before them. */
const maximumDigits = 20;

/**
 * Digits only, and a Korean number as it is dialled in Korea: +82 10-1234-5678 → 01012345678. Other
 * countries' numbers keep all their digits. Null for a text without digits, or with too many.
 */
export function normalisePhone(text: string): string | null {
  const dialled = text.normalize("NFKC").replace(/[^\d+]/g, "");
  const digits = dialled.replace(/\D/g, "");
  if (digits.length === 0 || digits.length > maximumDigits) return null;
  const prefix = /^(?:\+|00)/.test(dialled) ? /^(?:00)?820?(?=[1-9]\d{7,9}$)/ : mobileWithout;
  return digits.replace(prefix, "0");
}

/** 82 without a sign that it is a country's code counts as one before a mobile number only. */
const mobileWithout = /^820?(?=1\d{8,9}$)/;
