import { refusedAddress } from "@/app/admin/parts/refused-address";

export const GET = refusedAddress("/admin/attempts");
