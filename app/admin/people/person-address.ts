import { isAct, type Act } from "@/lib/admin/act-on-account";

/** The page of a person that a form of it is about; the list, where the address names none. */
export function pageOfPerson(query: URLSearchParams): `/${string}` {
  const id = query.get("id") ?? "";
  if (!/^[A-Za-z0-9]{1,32}$/.test(id)) return "/admin/people";
  const act = query.get("act");
  return isAct(act) ? personWithAct(id, act) : `/admin/people/${id}`;
}

/** The page with the question whether to carry out this act. */
export function personWithAct(id: string, act: Act): `/admin/people/${string}` {
  return `/admin/people/${id}?act=${act}`;
}
