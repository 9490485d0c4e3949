import { useLocale, useTranslations } from "next-intl";
import { PostForm } from "@/app/forms/post-form";

/** A plain form, which works before JavaScript has loaded. */
export function LanguageSwitch() {
  const t = useTranslations("common");
  const other = useLocale() === "ko" ? "en" : "ko";
  return (
    <PostForm action="/language">
      <input type="hidden" name="locale" value={other} />
      <button
        lang={other}
        className="-mr-3 min-h-11 sm:-mr-2 rounded-xl px-3 text-sm text-muted hover:bg-sunken hover:text-text"
      >
        {t("otherLanguage")}
      </button>
    </PostForm>
  );
}
