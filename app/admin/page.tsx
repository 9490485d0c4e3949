import { redirect } from "next/navigation";
import { requireAdministrator } from "@/lib/browser/access";

/** The front door: to the members, once somebody is in. */
export default async function AdministrationPage() {
  await requireAdministrator("viewer", "door");
  redirect("/admin/people");
}
