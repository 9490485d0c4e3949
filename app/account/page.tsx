import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { shapeOf } from "@/app/components/button";
import { ButtonLink } from "@/app/components/button-link";
import { Facts, type Fact } from "@/app/account/parts/facts";
import { Heading } from "@/app/components/heading";
import { LinkRows } from "@/app/account/parts/link-rows";
import { PersonName } from "@/app/fonts/person-name";
import { Notice } from "@/app/components/notice";
import { Shell } from "@/app/components/shell";
import { isAskedInFull } from "@/app/form-handlers/in-full";
import { PostForm } from "@/app/forms/post-form";
import { SubmitButton } from "@/app/forms/submit-button";
import type { OwnAccountPage } from "@/lib/own-account/own-account";
import { isDueSoon, reverificationDue } from "@/lib/identity/reverification";
import { requireOwnAccount } from "@/lib/browser/access";
import { startOfSeoulDay } from "@/lib/identity/seoul-date";
import { isFresh } from "@/lib/logins/member-logins";
import { context } from "@/lib/server/context";
import { ShowForm } from "./parts/show-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  return { title: t("title"), robots: { index: false } };
}

export default async function AccountPage() {
  const { reverifyAfterDays, ...rest } = context();
  const account = await requireOwnAccount((await isAskedInFull()) ? "in_full" : "masked", rest);
  const t = await getTranslations("account");
  const common = await getTranslations("common");
  const format = await getFormatter();
  const date = (at: Date) => format.dateTime(at, { dateStyle: "long" });
  const due = reverificationDue(account.verifiedAt, reverifyAfterDays);
  const dueOn = due === null ? null : date(startOfSeoulDay(due));
  return (
    <Shell isMember>
      <Heading lead={account.isInFull ? t("inFull") : t("masked")}>
        {t.rich("greeting", {
          name: account.name,
          who: (chunks) => <PersonName>{chunks}</PersonName>,
        })}
      </Heading>
      {due !== null && dueOn !== null && isDueSoon(due, rest.now) && (
        <Notice tone="warn" title={t("dueSoon", { date: dueOn })}>
          <p>{t("dueSoonBody")}</p>
          <ButtonLink look="quiet" href="/account/verify">
            {t("dueGo")}
          </ButtonLink>
        </Notice>
      )}
      <Facts facts={await factsOf(account)} />
      {account.isInFull ? (
        <div className="mt-3">
          {/* Loaded anew: Next's own link would take this very page for it. */}
          <a href="/account" className={shapeOf("secondary")}>
            {t("hide")}
          </a>
        </div>
      ) : (
        <ShowForm
          action="/account/show"
          owner={account.login.id}
          isFresh={isFresh(account.login, rest.now)}
          label={t("show")}
        />
      )}
      <p className="mt-4 text-sm text-muted">{t("changed")}</p>
      <Ways account={account} dueOn={dueOn} verifiedOn={date(account.verifiedAt)} />
      <PostForm action="/account/log-out" className="mt-9">
        <SubmitButton look="secondary" wait={common("wait")}>
          {t("logOut")}
        </SubmitButton>
      </PostForm>
      <div className="mt-1">
        <ButtonLink look="quiet" href="/account/leave">
          {t("leave")}
        </ButtonLink>
      </div>
    </Shell>
  );
}

async function factsOf(account: OwnAccountPage): Promise<Fact[]> {
  const t = await getTranslations("account");
  const genders = await getTranslations("account.genders");
  const format = await getFormatter();
  const { more } = account;
  return [
    account.isEmailConfirmed
      ? [t("email"), account.email]
      : [t("email"), account.email, t("unconfirmed")],
    [t("name"), <PersonName key="name">{account.name}</PersonName>],
    [t("phone"), account.phone ?? t("none")],
    [t("birthDate"), account.birthDate],
    ...(more === null
      ? []
      : [
          [t("carrier"), more.carrier ?? t("none")] as const,
          [t("gender"), more.gender === null ? t("none") : genders(more.gender)] as const,
          [
            t("nationality"),
            more.isForeigner === null ? t("none") : t(more.isForeigner ? "foreigner" : "korean"),
          ] as const,
        ]),
    [t("joinedAt"), format.dateTime(account.joinedAt, { dateStyle: "long" })],
  ];
}

async function Ways({ account, dueOn, verifiedOn }: WaysProps) {
  const t = await getTranslations("account");
  const rows = await getTranslations("account.rows");
  return (
    <>
      <LinkRows
        title={t("security")}
        rows={[
          { href: "/account/password", label: rows("password") },
          {
            href: "/account/passkeys",
            label: rows("passkeys"),
            hint: rows("passkeysHint", { count: account.passkeyCount }),
          },
          {
            href: "/account/email",
            label: rows("email"),
            ...(account.isEmailConfirmed ? {} : { hint: t("unconfirmed") }),
          },
          {
            href: "/account/sessions",
            label: rows("sessions"),
            hint: rows("sessionsHint", { count: account.loginCount }),
          },
        ]}
      />
      <LinkRows
        title={t("mine")}
        rows={[
          {
            href: "/account/verify",
            label: rows("verify"),
            hint:
              dueOn === null
                ? rows("verifyHint", { date: verifiedOn })
                : rows("verifyDue", { date: verifiedOn, due: dueOn }),
          },
          { href: "/account/consents", label: rows("consents") },
          { href: "/account/data", label: rows("data"), hint: rows("dataHint") },
        ]}
      />
    </>
  );
}

type WaysProps = { account: OwnAccountPage; dueOn: string | null; verifiedOn: string };
