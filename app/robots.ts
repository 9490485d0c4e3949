import type { MetadataRoute } from "next";
import { config } from "@/lib/config";

/** The site's address is a setting, which the build does not know. */
export const dynamic = "force-dynamic";

/**
 * Search engines may list the public pages, not the steps of a sign-up, accounts or administration.
 */
export default function robots(): MetadataRoute.Robots {
  const disallow = ["/account", "/admin", "/certifications", "/guardian", "/health", "/signup"];
  return {
    rules: { userAgent: "*", allow: "/", disallow },
    sitemap: `${config().appUrl}/sitemap.xml`,
  };
}
