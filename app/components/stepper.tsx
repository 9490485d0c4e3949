import { useTranslations } from "next-intl";

const steps = ["consent", "verify", "details"] as const;

export function Stepper({ current }: { current: (typeof steps)[number] }) {
  const t = useTranslations("steps");
  const at = steps.indexOf(current);
  return (
    <nav aria-label={t("label")} className="mb-8">
      <ol className="flex gap-2">
        {steps.map((step, index) => (
          <li key={step} className="grow basis-0" aria-current={index === at ? "step" : undefined}>
            <span
              aria-hidden="true"
              className={`block h-1.5 rounded-full forced-color-adjust-none ${index <= at ? "bg-accent" : "bg-line"}`}
            />
            <span
              className={`mt-2 block text-sm ${index === at ? "font-bold text-accent" : "text-muted"}`}
            >
              {t(step)}
            </span>
          </li>
        ))}
      </ol>
    </nav>
  );
}
