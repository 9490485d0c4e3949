/**
 * How a window ended without a verification. PortOne documents no codes for it, so we look for the
 * words; a gateway's own age limit often ends as a plain cancel, and cannot be told from one then.
 */
export function endingOf(text: string): Ending {
  if (ageWords.test(text)) return "age_limit";
  return /취소|cancel/i.test(text) ? "cancelled" : "failed";
}

const ageWords =
  /(나이|연령) ?(제한|미달|미만|기준)|미성년|만 ?\d+ ?세|\bage[ _-]?(limit|restrict)|under[ _-]?age/i;

export type Ending = "cancelled" | "failed" | "age_limit";
