import { logInHandler } from "@/app/form-handlers/log-in-handler";

export const { GET, POST } = logInHandler({ action: "/login/submit", who: "member" });
