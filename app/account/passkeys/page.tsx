import "@/app/fonts/every-letter";
import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import Link from "next/link";
import { FormOwner } from "@/app/account/parts/form-owner";
import { ButtonLink } from "@/app/components/button-link";
import { EmptyState } from "@/app/components/empty-state";
import { Heading } from "@/app/components/heading";
import { Shell } from "@/app/components/shell";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import { CodeNotice } from "@/app/forms/code-notice";
import { readCodeParameter, type PageSearch } from "@/app/forms/code-parameter";
import { ConfirmForm } from "@/app/forms/step-up/confirm-form";
import { confirmFormText } from "@/app/forms/step-up/confirm-form-text";
import { AddPasskey } from "@/app/passkeys/add-passkey";
import { PasskeySignals } from "@/app/passkeys/passkey-signals";
import { passkeyText } from "@/app/passkeys/passkey-text";
import { requireAccount } from "@/lib/browser/access";
import { formOwnerMark } from "@/lib/own-account/form-owner";
import { isFresh } from "@/lib/logins/member-logins";
import { listPasskeys, passkeySignals, type PasskeyView } from "@/lib/passkeys/passkeys";
import { context } from "@/lib/server/context";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("passkeys");
  return { title: t("title"), robots: { index: false } };
}

export default async function PasskeysPage({ searchParams }: { searchParams: PageSearch }) {
  const login = await requireAccount("in_order", "/account/passkeys");
  const { db, mailing, now } = context();
  const holder = { kind: "member", id: login.id } as const;
  const passkeys = await listPasskeys(holder, { db });
  const signals = await passkeySignals(holder, { db, appUrl: mailing.appUrl });
  const code = readCodeParameter(await searchParams);
  const t = await getTranslations("passkeys");
  return (
    <Shell>
      {code !== null && <CodeNotice code={code} />}
      <Heading lead={t("lead")}>{t("title")}</Heading>
      {passkeys.length === 0 ? (
        <EmptyState title={t("empty")} hint={t("emptyHint")} />
      ) : (
        <List passkeys={passkeys} />
      )}
      <div className="mt-8">
        {isFresh(login, now) ? (
          <Add owner={formOwnerMark(login.id)} />
        ) : (
          <Confirm owner={login.id} hasPasskey={passkeys.length > 0} />
        )}
      </div>
      <div className="mt-1">
        <ButtonLink look="quiet" href="/account">
          {t("toAccount")}
        </ButtonLink>
      </div>
      {signals !== null && <PasskeySignals {...signals} />}
    </Shell>
  );
}

async function List({ passkeys }: { passkeys: PasskeyView[] }) {
  const t = await getTranslations("passkeys");
  const format = await getFormatter();
  const date = (at: Date) => format.dateTime(at, { dateStyle: "long" });
  return (
    <ul className="rounded-2xl bg-sunken px-5 py-2">
      {passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
        <li
          key={id}
          className="flex items-center justify-between gap-4 border-b border-line py-3.5 last:border-0"
        >
          <div className="min-w-0">
            <p className="font-bold wrap-break-word">{name}</p>
            <p className="text-sm text-muted">{t("createdAt", { date: date(createdAt) })}</p>
            <p className="text-sm text-muted">
              {lastUsedAt === null ? t("neverUsed") : t("lastUsedAt", { date: date(lastUsedAt) })}
            </p>
          </div>
          <Link
            href={`/account/passkeys/one?passkey=${id}`}
            prefetch={false}
            aria-label={t("manageOf", { name })}
            className="flex min-h-11 min-w-11 shrink-0 items-center justify-center font-bold text-accent underline-offset-4 hover:underline"
          >
            {t("manage")}
          </Link>
        </li>
      ))}
    </ul>
  );
}

async function Add({ owner }: { owner: string }) {
  const t = await getTranslations("passkeys");
  const text = await passkeyText();
  return <AddPasskey owner={owner} label={t("add")} unsupported={t("unsupported")} text={text} />;
}

async function Confirm({ owner, hasPasskey }: { owner: string; hasPasskey: boolean }) {
  const t = await getTranslations("passkeys");
  const action = "/account/passkeys/confirm";
  return (
    <ConfirmForm
      action={action}
      isFresh={false}
      hasPasskey={hasPasskey}
      shown={await readFormProblem(action)}
      text={await confirmFormText({ submit: t("goOn"), lead: t("confirmFirst") })}
    >
      <FormOwner id={owner} />
    </ConfirmForm>
  );
}
