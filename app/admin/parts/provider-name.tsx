import { useTranslations } from "next-intl";
import { isKnownProvider } from "@/lib/identity/providers";

/** A payment gateway as people call it; one that we do not know by the name that came. */
export function ProviderName({ name }: { name: string }) {
  const t = useTranslations("people.providers");
  return isKnownProvider(name) ? t(name) : name;
}
