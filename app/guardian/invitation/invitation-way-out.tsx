import { getTranslations } from "next-intl/server";
import { WayOutHint } from "@/app/verification/way-out-hint";

/** Shown first, so that nobody who leaves the app has to do anything twice. */
export async function InvitationWayOut() {
  const t = await getTranslations("verify");
  const text = {
    hint: t("wayOutEarly"),
    link: t("wayOut"),
    byMenu: t("wayOutByMenu"),
    byLink: t("wayOutByLink"),
    toInvitation: t("wayOutToInvitation"),
  };
  return (
    <div className="-mt-6 mb-6 empty:hidden">
      <WayOutHint text={text} isInvitation />
    </div>
  );
}
