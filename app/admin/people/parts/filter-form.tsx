import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { decades, peopleStates, type PeopleFilters } from "@/lib/admin/people-address";
import { knownProviders } from "@/lib/identity/providers";

/** Stands in the address, since nothing of it is personal: it can be kept and shared. */
export async function FilterForm({ filters }: { filters: PeopleFilters }) {
  const t = await getTranslations("people");
  const states = await getTranslations("people.states");
  const providers = await getTranslations("people.providers");
  const count = Object.values(filters).filter((value) => value !== undefined).length;
  return (
    <details open={count > 0} className="mb-5 rounded-2xl bg-sunken px-4">
      <summary className="flex min-h-11 cursor-pointer items-center font-bold">
        {count > 0 ? t("filtersOn", { count }) : t("filters")}
      </summary>
      <form action="/admin/people" className="pb-4">
        <div className="grid grid-cols-2 gap-3 md:grid-cols-5">
          <Day name="from" label={t("from")} value={filters.from} />
          <Day name="to" label={t("to")} value={filters.to} />
          <Choice
            name="state"
            label={t("state")}
            value={filters.state}
            any={t("any")}
            options={peopleStates.map((each) => [each, states(each)])}
          />
          <Choice
            name="provider"
            label={t("provider")}
            value={filters.provider}
            any={t("any")}
            options={knownProviders.map((each) => [each, providers(each)])}
          />
          <Choice
            name="decade"
            label={t("decade")}
            value={filters.decade?.toString()}
            any={t("any")}
            options={decades.map((each) => [`${each}`, t("decadeOf", { year: `${each}0` })])}
          />
        </div>
        <div className="mt-2 flex flex-wrap items-center gap-x-5">
          <Tick name="due" label={t("due")} isOn={filters.due} />
          <Tick name="unconfirmed" label={t("unconfirmed")} isOn={filters.unconfirmed} />
          <Tick name="guardian" label={t("guardian")} isOn={filters.guardian} />
          <span className="ml-auto flex items-center gap-2">
            {count > 0 && (
              <Link
                href="/admin/people"
                prefetch={false}
                className="flex min-h-11 items-center px-3 text-muted underline-offset-4 hover:underline"
              >
                {t("clear")}
              </Link>
            )}
            <button className="min-h-11 rounded-xl bg-accent-soft px-5 font-bold text-accent-strong">
              {t("apply")}
            </button>
          </span>
        </div>
      </form>
    </details>
  );
}

const look = "min-h-11 w-full min-w-0 rounded-xl border border-field bg-well px-3";

function Day({ name, label, value }: { name: string; label: string; value: string | undefined }) {
  return (
    <label className="block text-sm text-muted">
      {label}
      <input
        type="date"
        name={name}
        min="2000-01-01"
        max="2099-12-31"
        defaultValue={value}
        className={`${look} mt-1 text-text`}
      />
    </label>
  );
}

function Choice({ name, label, value, any, options }: ChoiceProps) {
  return (
    <label className="block text-sm text-muted">
      {label}
      <select name={name} defaultValue={value ?? ""} className={`${look} mt-1 text-text`}>
        <option value="">{any}</option>
        {options.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

function Tick({ name, label, isOn }: { name: string; label: string; isOn: true | undefined }) {
  return (
    <label className="flex min-h-11 items-center gap-2">
      <input
        type="checkbox"
        name={name}
        value="1"
        defaultChecked={isOn === true}
        className="size-5 accent-accent"
      />
      {label}
    </label>
  );
}

type ChoiceProps = {
  name: string;
  label: string;
  value: string | undefined;
  any: string;
  options: (readonly [value: string, text: string])[];
};
