import { guardianLifetime } from "@/lib/accounts/join-purpose";
import { browserLifetime } from "@/lib/logins/known-browsers";
import { loginLifetime } from "@/lib/logins/members";
import { rowLifetime, textLifetime } from "@/lib/mail/forget-mails";
import { attemptLifetime } from "@/lib/verification/attempts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * All that is kept of people: on which ground, and how long, by the numbers of the code itself. The privacy
 * policy and `/account/data` are drawn from it; what it is called stands in the catalogues.
 */
export function inventoryOf({ duplicateKey, rejoinCooldownDays }: InventorySettings): Kept[] {
  const ofAccount = { period: "account", values: {} } as const;
  return [
    { item: "person", purpose: "person", ground: "consent", ...ofAccount },
    {
      item: duplicateKey === "ci" ? "identifiers" : "identifiersWithDi",
      ...{ purpose: "identifiers", ground: "consent", ...ofAccount },
    },
    { item: "credentials", purpose: "credentials", ground: "consent", ...ofAccount },
    {
      ...{ item: "logins", purpose: "logins", ground: "consent", period: "logins" },
      values: { days: loginLifetime / day },
    },
    {
      ...{ item: "browsers", purpose: "browsers", ground: "consent", period: "browsers" },
      values: { days: browserLifetime / day },
    },
    {
      ...{ item: "attempts", purpose: "attempts", ground: "consent", period: "attempts" },
      values: { minutes: attemptLifetime / minute, hours: guardianLifetime / hour },
    },
    ...departuresOf(rejoinCooldownDays),
    { item: "guardians", purpose: "guardians", ground: "consent", ...ofAccount },
    {
      ...{ item: "advertising", purpose: "advertising", ground: "optional" },
      ...{ period: "withdrawal", values: {} },
    },
    { item: "passkeys", purpose: "passkeys", ground: "contract", ...ofAccount },
    {
      ...{ item: "mails", purpose: "mails", ground: "contract", period: "mails" },
      values: {
        days: textLifetime.sent / day,
        failed: textLifetime.given_up / day,
        rows: rowLifetime / day,
      },
    },
    { item: "consents", purpose: "consents", ground: "law", ...ofAccount },
    { item: "events", purpose: "events", ground: "law", period: "events", values: {} },
    { item: "limits", purpose: "limits", ground: "interest", period: "limits", values: {} },
  ];
}

/** Without a wait, nothing is kept of those who leave (lib/accounts/leave.ts). */
function departuresOf(days: number): Kept[] {
  if (days === 0) return [];
  const period = { period: "departures", values: { days } } as const;
  return [{ item: "departures", purpose: "departures", ground: "consent", ...period }];
}

export type Ground = "consent" | "optional" | "contract" | "law" | "interest";
export type Kept = {
  item: Item | "identifiers" | "identifiersWithDi";
  purpose: Item | "identifiers";
  ground: Ground;
  period:
    | "account"
    | "logins"
    | "browsers"
    | "attempts"
    | "departures"
    | "withdrawal"
    | "events"
    | "mails"
    | "limits";
  values: Readonly<Record<string, number>>;
};
type Item =
  | "person"
  | "credentials"
  | "logins"
  | "browsers"
  | "attempts"
  | "departures"
  | "guardians"
  | "advertising"
  | "passkeys"
  | "consents"
  | "events"
  | "mails"
  | "limits";
type InventorySettings = { duplicateKey: "ci" | "ci-or-di"; rejoinCooldownDays: number };
