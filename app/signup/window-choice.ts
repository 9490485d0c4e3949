/**
 * How the verification window opens, decided before the click is spent: a popup where popups work,
 * the whole page on phones, tablets and inside other apps, where they are blocked or get lost.
 */
export function chooseWindow({ userAgent, maxTouchPoints }: BrowserTraits): WindowKind {
  const mobile = /Android|iPhone|iPad|iPod|Mobile/i.test(userAgent);
  // An iPad claims to be a Mac; no Mac has a touch screen.
  const iPad = /Macintosh/.test(userAgent) && maxTouchPoints > 1;
  const insideAnApp = /KAKAOTALK|NAVER\(inapp|Instagram|FBAN|FBAV|\bLine\//i.test(userAgent);
  return mobile || iPad || insideAnApp ? "redirect" : "popup";
}

export type WindowKind = "popup" | "redirect";
export type BrowserTraits = { userAgent: string; maxTouchPoints: number };
