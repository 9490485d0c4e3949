import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/components/button-link";
import { Heading } from "@/app/components/heading";
import { Shell } from "@/app/components/shell";
import { SubmitButton } from "@/app/forms/submit-button";
import { PostForm } from "@/app/forms/post-form";
import { context } from "@/lib/server/context";
import { requireOwnAccount } from "@/lib/browser/access";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  return { title: t("title"), robots: { index: false } };
}

export default async function AccountPage() {
  const account = await requireOwnAccount(context());
  const t = await getTranslations("account");
  const common = await getTranslations("common");
  const format = await getFormatter();
  const moment = (at: Date) =>
    format.dateTime(at, { dateStyle: "long", timeStyle: "short", hourCycle: "h23" });
  const rows = [
    [t("email"), account.email],
    [t("name"), account.maskedName],
    [t("phone"), account.maskedPhone ?? t("none")],
    [t("birthDate"), account.maskedBirthDate],
    [t("verifiedAt"), moment(account.verifiedAt)],
    [t("joinedAt"), moment(account.joinedAt)],
  ] as const;
  return (
    <Shell>
      <Heading lead={t("masked")}>{t("title")}</Heading>
      <dl className="rounded-2xl bg-sunken px-5 py-2">
        {rows.map(([label, value]) => (
          <div
            key={label}
            className="flex flex-wrap justify-between gap-x-4 border-b border-line py-3.5 last:border-0"
          >
            <dt className="text-muted">{label}</dt>
            <dd className="font-bold">{value}</dd>
          </div>
        ))}
      </dl>
      <PostForm action="/account/log-out" className="mt-8">
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
