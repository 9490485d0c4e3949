import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { Button } from "@/app/components/button";
import { ButtonLink } from "@/app/components/button-link";
import { Heading } from "@/app/components/heading";
import { Shell } from "@/app/components/shell";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import { FormNotice } from "@/app/forms/form-notice";
import { PostForm } from "@/app/forms/post-form";
import { StepUpField } from "@/app/forms/step-up/step-up-field";
import { stepUpText } from "@/app/forms/step-up/step-up-text";
import { requireAccount } from "@/lib/browser/access";
import { isFresh, listLogins, type ListedLogin } from "@/lib/logins/member-logins";
import { context } from "@/lib/server/context";
import { FormOwner } from "../parts/form-owner";
import { shownNetwork } from "../parts/shown-network";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("logins");
  return { title: t("title"), robots: { index: false } };
}

export default async function SessionsPage() {
  const login = await requireAccount("in_order", "/account/sessions");
  const { db, now } = context();
  const logins = await listLogins(db, login, now);
  const t = await getTranslations("logins");
  const account = await getTranslations("account");
  const fresh = isFresh(login, now);
  const problem = await readFormProblem("/account/sessions/submit");
  return (
    <Shell>
      <Heading lead={t("lead")}>{t("title")}</Heading>
      <FormNotice problem={problem} />
      <PostForm action="/account/sessions/submit">
        <FormOwner id={login.id} />
        <StepUpField isFresh={fresh} problem={problem} text={await stepUpText()} />
        {/* The first button is the one that the Enter key presses: it confirms, and ends nothing. */}
        {!fresh && (
          <Button look="secondary" type="submit" name="end" value="" className="mb-8">
            {t("confirm")}
          </Button>
        )}
        <ul className="grid gap-3">
          {logins.map((each) => (
            <LoginItem key={each.handle} login={each} />
          ))}
        </ul>
        <p className="mt-4 text-sm text-muted">{t("honest")}</p>
        <div className="mt-6 grid gap-1">
          {logins.length > 1 && (
            <Button look="secondary" type="submit" name="end" value="others">
              {t("others")}
            </Button>
          )}
          <Button look="quiet" type="submit" name="end" value="everywhere">
            {t("everywhere")}
          </Button>
        </div>
      </PostForm>
      <ButtonLink look="quiet" href="/account">
        {account("back")}
      </ButtonLink>
    </Shell>
  );
}

async function LoginItem({ login }: { login: ListedLogin }) {
  const t = await getTranslations("logins");
  const methods = await getTranslations("logins.methods");
  const format = await getFormatter();
  const moment = (at: Date | null) =>
    at === null
      ? t("unknownTime")
      : format.dateTime(at, { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" });
  const network = shownNetwork(login.network);
  const device = login.device ?? t("unknownDevice");
  const facts = [
    [t("place"), network === null ? t("unknownNetwork") : t("network", { network })],
    [t("began"), moment(login.beganAt)],
    [t("lastSeen"), moment(login.lastSeenAt)],
    [t("method"), login.method === null ? t("unknownMethod") : methods(login.method)],
  ] as const;
  return (
    <li className="rounded-2xl bg-sunken p-5">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <h2 className="font-bold">{device}</h2>
        {login.isThisOne && (
          <span className="rounded-full bg-good-soft px-3 py-1 text-sm text-good">{t("this")}</span>
        )}
      </div>
      <dl className="mt-2 text-sm">
        {facts.map(([label, value]) => (
          <div key={label} className="flex flex-wrap justify-between gap-x-4 py-1">
            <dt className="text-muted">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {!login.isThisOne && (
        <button
          type="submit"
          name="end"
          value={login.handle}
          aria-label={t("endOf", { device })}
          className="mt-3 min-h-11 w-full rounded-xl border border-line bg-well px-4 font-bold hover:border-field"
        >
          {t("end")}
        </button>
      )}
    </li>
  );
}
