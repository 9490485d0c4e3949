import type { MetadataRoute } from "next";
import { config } from "@/lib/config";

export const dynamic = "force-dynamic";

export default function sitemap(): MetadataRoute.Sitemap {
  return ["/", "/login", "/terms", "/privacy", "/privacy/consent"].map((path) => ({
    url: `${config().appUrl}${path}`,
  }));
}
