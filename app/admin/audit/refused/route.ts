import { refusedAddress } from "@/app/admin/parts/refused-address";

export const GET = refusedAddress({ page: "/admin/audit", needs: "owner" });
