import type { ReactNode } from "react";
import { CallToAction } from "@/app/components/button";
import { Heading } from "@/app/components/heading";
import { DoneIcon } from "@/app/components/icons";
import { Shell } from "@/app/components/shell";

/** After the press: what happened, and the ways on. */
export function LinkDone({ title, lead, children }: LinkDoneProps) {
  return (
    <Shell>
      <div className="flex grow flex-col justify-center text-center [&_p]:text-balance sm:grow-0 sm:pb-6">
        <DoneIcon />
        <Heading lead={lead}>{title}</Heading>
      </div>
      <CallToAction>{children}</CallToAction>
    </Shell>
  );
}

type LinkDoneProps = { title: string; lead: ReactNode; children: ReactNode };
