import type { MetadataRoute } from "next";
import { config } from "@/lib/config";

/** Asked for each time: the address of this site is a setting, not known to the build. */
export const dynamic = "force-dynamic";

/** The door may be found; the steps behind it, accounts and the administration may not. */
export default function robots(): MetadataRoute.Robots {
  const disallow = ["/account", "/admin", "/certifications", "/guardian", "/health", "/signup"];
  return {
    rules: { userAgent: "*", allow: "/", disallow },
    sitemap: `${config().appUrl}/sitemap.xml`,
  };
}
