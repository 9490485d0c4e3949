import { getTranslations } from "next-intl/server";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { preconnect } from "react-dom";
import { Shell } from "@/app/components/shell";
import { codeMessage } from "@/app/forms/code-message";
import type { Code } from "@/lib/codes";
import { verificationWindow } from "@/lib/portone";
import { nonceOf } from "@/lib/requests/content-policy";
import { VerificationButton } from "./verification-button";
import { earlyPressScript } from "./window/early-press";

/** The page with the button that opens the window; for a guardian too. */
export async function VerifyScreen({ attemptId, code, steps, lead, points }: VerifyScreenProps) {
  const t = await getTranslations("verify");
  const codes = await getTranslations("codes");
  const settings = verificationWindow(attemptId);
  const nonce = nonceOf((await headers()).get("content-security-policy"));
  // The script itself is loaded when the button is pressed down.
  preconnect(new URL(settings.sdkUrl).origin);
  return (
    <Shell>
      {steps}
      <script nonce={nonce}>{earlyPressScript}</script>
      <VerificationButton
        window={settings}
        notice={code && codeMessage(codes, code)}
        text={{
          title: t("title"),
          lead: lead ?? t("lead"),
          button: t("button"),
          opening: t("opening"),
          waiting: t("waiting"),
          waitingHint: t("waitingHint"),
          unseenHint: t("unseenHint"),
          blocked: t("blocked"),
          blockedHint: t("blockedHint"),
          sameTab: t("sameTab"),
          reopen: t("reopen"),
          confirming: t("confirming"),
          unanswered: t("unanswered"),
          unansweredHint: t("unansweredHint"),
          askAgain: t("askAgain"),
          points: points ?? [t("pointPhone"), t("pointTime"), t("pointKept")],
          endings: {
            cancelled: codeMessage(codes, "verification_cancelled"),
            failed: codeMessage(codes, "verification_failed"),
            age_limit: codeMessage(codes, "verification_age_limit"),
            lost: { tone: "warn", title: t("lost"), body: t("lostHint") },
            "not-loaded": { tone: "bad", body: t("sdkFailed") },
          },
          wayOut: {
            hint: t("wayOutHint"),
            link: t("wayOut"),
            byMenu: t("wayOutByMenu"),
            byLink: t("wayOutByLink"),
            toInvitation: t("wayOutToInvitation"),
          },
        }}
      />
      <noscript>
        <p className="mt-4 rounded-2xl bg-warn-soft p-4">{t("noScript")}</p>
      </noscript>
    </Shell>
  );
}

type VerifyScreenProps = {
  attemptId: string;
  code: Code | null;
  steps?: ReactNode;
  lead?: string;
  points?: readonly string[];
};
