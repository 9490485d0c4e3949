/** From `navigator`; every browser has the first two. */
export type BrowserTraits = {
  userAgent: string;
  maxTouchPoints: number;
  userAgentData?: { mobile: boolean; platform: string };
  platform?: string;
  /** iOS: opened from the home screen. */
  standalone?: boolean;
};

/** An iPad claims to be a Mac, but no Mac has a touch screen. */
export function isApple({ userAgent, maxTouchPoints }: BrowserTraits): boolean {
  return /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
}
