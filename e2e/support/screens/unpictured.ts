/** Sentences that no picture can show, by key, and why; `npm run screens` lists any other. */
export const unpictured: Readonly<Record<string, string>> = {
  "common.ogLocale": "stands in the head of a page, for those who share it",
  "guardian.message": "what is shared, not what is shown",
  "documents.ahead": "no text is published for a day to come",
  "admin.live": "only without the sandbox, which then wants https and PortOne itself",
  "ownAdmin.needed": "as admin.live: a second factor is compulsory there",
};
