import {
  checkProof,
  isUnmarked,
  ofAnother,
  proofField,
} from "@/app/form-handlers/administrator-handler";
import { formHandler } from "@/app/form-handlers/form-handler";
import { administratorHere } from "@/lib/browser/access";
import { isFormOfAnother } from "@/lib/own-account/form-owner";

/** The second half of a login. */
export const { GET, POST } = formHandler(
  { action: "/admin/login/code/submit", page: "/admin/login/code" },
  async (fields) => {
    const standing = await administratorHere();
    if (standing.kind === "nobody") return { code: "administrator_needed" };
    if (isUnmarked(fields) || isFormOfAnother(fields, standing.login)) return ofAnother;
    if (standing.kind !== "halfway") return { next: "/admin" };
    const proof = await checkProof(standing.login, fields[proofField] ?? "");
    return "code" in proof ? proof : { next: "/admin" };
  },
);
