"use server";

import { readFields } from "@/app/components/form-fields";
import { cookies } from "next/headers";
import { isLocale } from "@/lib/i18n/locales";
import { ownForm } from "@/lib/sessions/same-origin";

const year = 365 * 24 * 3600;

/** Remembers the language in a cookie of its own; the page is shown again in it. */
export async function chooseLocale(form: FormData): Promise<void> {
  return ownForm(async () => {
    const locale = readFields(form)["locale"];
    if (!isLocale(locale)) return;
    (await cookies()).set("locale", locale, { maxAge: year, sameSite: "lax", path: "/" });
  });
}
