import { config } from "@/lib/config";

/** Where people turn to; what the company did not name is not there. */
export function Contact() {
  const { supportEmail, supportPhone } = config();
  if (supportEmail === null && supportPhone === null) return null;
  return (
    <span className="inline-flex flex-wrap gap-x-3">
      {supportEmail !== null && (
        <a
          href={`mailto:${supportEmail}`}
          className="inline-flex min-h-11 min-w-11 items-center underline underline-offset-4"
        >
          {supportEmail}
        </a>
      )}
      {supportPhone !== null && (
        <a
          href={`tel:${supportPhone.replace(/[^+\d]/g, "")}`}
          className="inline-flex min-h-11 min-w-11 items-center underline underline-offset-4"
        >
          {supportPhone}
        </a>
      )}
    </span>
  );
}
