import { notMeHandler } from "@/app/link/not-me-handler";

export const { GET, POST } = notMeHandler("recovery_not_me");
