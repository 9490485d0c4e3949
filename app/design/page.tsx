import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { Button } from "@/app/components/button";
import { ButtonLink } from "@/app/components/button-link";
import { DataTable } from "@/app/components/data-table";
import { Dialog } from "@/app/components/dialog";
import { EmptyState } from "@/app/components/empty-state";
import { Field } from "@/app/forms/field";
import { Heading } from "@/app/components/heading";
import { AttentionIcon, DoneIcon, Mark, TickIcon } from "@/app/components/icons";
import { Notice } from "@/app/components/notice";
import { PasswordField } from "@/app/forms/password-field";
import { ProblemSummary } from "@/app/forms/problem-summary";
import { Shell } from "@/app/components/shell";
import { FormSkeleton } from "@/app/components/skeleton";
import { Stepper } from "@/app/components/stepper";
import { config } from "@/lib/config";

export const metadata: Metadata = { title: "Design", robots: { index: false } };

const colours = [
  ["desk", "bg-desk"],
  ["ground", "bg-ground"],
  ["sunken", "bg-sunken"],
  ["line", "bg-line"],
  ["field", "bg-field"],
  ["muted", "bg-muted"],
  ["text", "bg-text"],
  ["accent", "bg-accent"],
  ["accent-strong", "bg-accent-strong"],
  ["accent-soft", "bg-accent-soft"],
  ["good", "bg-good"],
  ["good-soft", "bg-good-soft"],
  ["warn", "bg-warn"],
  ["warn-soft", "bg-warn-soft"],
  ["bad", "bg-bad"],
  ["bad-soft", "bg-bad-soft"],
] as const;

const problems = [{ field: "wrong", label: "Wrong field", text: "What to do about it." }];

/** Every component in every state; in development only. */
export default function DesignPage() {
  if (config().production) notFound();
  return (
    <Shell>
      <Heading lead="Every component, once. Change the theme and the contrast of your system.">
        Design
      </Heading>
      <Part title="Colours">
        <ul className="grid grid-cols-3 gap-2 text-sm">
          {colours.map(([name, look]) => (
            <li key={name}>
              <span className={`block h-12 rounded-xl border border-line ${look}`} />
              {name}
            </li>
          ))}
        </ul>
      </Part>
      <Part title="Icons">
        <div className="flex items-center gap-6">
          <Mark /> <TickIcon /> <DoneIcon /> <AttentionIcon />
        </div>
      </Part>
      <Part title="Stepper">
        <Stepper current="verify" />
      </Part>
      <Part title="Buttons">
        <div className="grid gap-3">
          <Button>Primary</Button>
          <Button look="secondary">Secondary</Button>
          <Button look="quiet">Quiet</Button>
          <Button disabled>Disabled</Button>
          <ButtonLink href="/">Link</ButtonLink>
        </div>
      </Part>
      <Part title="Notices">
        <Notice tone="plain" title="Plain">
          Something to know.
        </Notice>
        <Notice tone="good" title="Good">
          Something went well.
        </Notice>
        <Notice tone="warn" title="Warn">
          Something to look at.
        </Notice>
        <Notice tone="bad" title="Bad">
          Something went wrong, and what to do now.
        </Notice>
      </Part>
      <Part title="Fields">
        <ProblemSummary title="Please check these fields" occasion={null} problems={problems} />
        <Field id="field" label="Field" defaultValue="Typed" />
        <Field id="wrong" label="Wrong field" defaultValue="Typed" problem="What to do about it." />
        <PasswordField
          id="password"
          label="Password"
          text={{ show: "Show", hide: "Hide", capsLock: "Caps Lock is on." }}
          hint="A hint."
        />
      </Part>
      <Part title="Table">
        <DataTable
          columns={["Name", "Joined"]}
          rows={[
            { id: "1", cells: ["홍*동", "2026-11-23"] },
            { id: "2", cells: ["홍*순", "2026-11-22"] },
          ]}
        />
      </Part>
      <Part title="Dialog">
        <Dialog id="dialog" opener="Open" title="Sure?" body="It cannot be undone." keep="Keep">
          <Button>Do it</Button>
        </Dialog>
      </Part>
      <Part title="Skeleton">
        <FormSkeleton />
      </Part>
      <Part title="Empty state">
        <EmptyState title="Nobody yet." hint="Somebody will come." />
      </Part>
    </Shell>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mb-10">
      <h2 className="mb-3 text-sm font-bold text-muted">{title}</h2>
      {children}
    </section>
  );
}
