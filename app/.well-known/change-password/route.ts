import { seeOther } from "@/app/form-handlers/form-handler";

/** Where password managers send people (https://w3c.github.io/webappsec-change-password-url/). */
export function GET(): Response {
  return seeOther("/account/password");
}
