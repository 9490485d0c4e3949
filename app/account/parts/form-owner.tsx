import { formOwnerField, formOwnerMark } from "@/lib/own-account/form-owner";

/** Belongs into each form of a member's page: in another member's login, the form is then refused. */
export function FormOwner({ id }: { id: string }) {
  return <input type="hidden" name={formOwnerField} value={formOwnerMark(id)} />;
}
