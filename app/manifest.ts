import type { MetadataRoute } from "next";
import { config } from "@/lib/config";

export const dynamic = "force-dynamic";

export default function manifest(): MetadataRoute.Manifest {
  const { name, logo } = config().brand;
  return {
    name,
    short_name: name,
    start_url: "/",
    display: "browser",
    background_color: "#ffffff",
    theme_color: "#ffffff",
    icons: [{ src: logo ?? "/icon.svg", sizes: "any" }],
  };
}
