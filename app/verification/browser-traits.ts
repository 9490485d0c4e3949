/** What `navigator` tells; only the first two are told by every browser. */
export type BrowserTraits = {
  userAgent: string;
  maxTouchPoints: number;
  userAgentData?: { mobile: boolean; platform: string };
  platform?: string;
  /** iOS: the page was put on the home screen and is an app by itself. */
  standalone?: boolean;
};

/** An iPad claims to be a Mac; no Mac has a touch screen. */
export function isApple({ userAgent, maxTouchPoints }: BrowserTraits): boolean {
  return /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
}
