import type { Metadata, Viewport } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { config } from "@/lib/config";
import { Footer } from "./components/footer/footer";
import { fonts } from "./fonts";
import { lettersOfSettings } from "./fonts/settings-letters";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  const { appUrl, brand } = config();
  const title = { default: `${t("home.title")} · ${brand.name}`, template: `%s · ${brand.name}` };
  const description = t("home.body");
  return {
    metadataBase: new URL(appUrl),
    title,
    description,
    applicationName: brand.name,
    openGraph: {
      type: "website",
      siteName: brand.name,
      title,
      description,
      locale: t("common.ogLocale"),
    },
    twitter: { card: "summary_large_image" },
    // Otherwise Safari on iOS adds links before React hydrates the page.
    formatDetection: { telephone: false, date: false, email: false, address: false, url: false },
    ...(brand.logo === null ? {} : { icons: brand.logo }),
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#14171d" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang={await getLocale()} className={fonts}>
      {config().brand.colour !== null && (
        <link rel="stylesheet" href="/brand.css" precedence="high" />
      )}
      <body>
        <div className="group/page flex min-h-dvh flex-col">
          {children}
          <Footer />
        </div>
        {/* Last, since nothing has to wait for it: the letters stand in another face until then. */}
        {lettersOfSettings().length > 0 && <link rel="stylesheet" href="/letters.css" />}
      </body>
    </html>
  );
}
