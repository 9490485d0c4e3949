import type { ReactNode } from "react";
import { FormOwner } from "@/app/account/parts/form-owner";
import { SentOnce } from "@/app/forms/post-form";
import type { AdministratorAddress } from "@/lib/requests/post-addresses";

/**
 * The form of an administrator's page, which says whose page it is: PostForm takes no address below /admin, and a
 * handler there hears no form without this mark.
 */
export function AdminForm({ by, action, className, children }: AdminFormProps) {
  return (
    <SentOnce action={action} className={className}>
      <FormOwner id={by.id} />
      {children}
    </SentOnce>
  );
}

type AdminFormProps = {
  by: { id: string };
  action: AdministratorAddress | `${AdministratorAddress}?${string}`;
  className?: string;
  children: ReactNode;
};
