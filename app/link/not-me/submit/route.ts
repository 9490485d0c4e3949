import { notMeHandler } from "@/app/link/not-me-handler";

export const { GET, POST } = notMeHandler("not_me");
