import type { ReactNode } from "react";
import { Button } from "./button";

/**
 * Asks before something that cannot be undone. Opens and closes without JavaScript; a sheet at the
 * foot of a phone, a box elsewhere.
 */
export function Dialog({ id, opener, openerClass, title, body, keep, children }: DialogProps) {
  return (
    <>
      {openerClass === undefined ? (
        <Button type="button" look="quiet" popoverTarget={id}>
          {opener}
        </Button>
      ) : (
        <button type="button" popoverTarget={id} className={openerClass}>
          {opener}
        </button>
      )}
      <dialog
        id={id}
        popover="auto"
        aria-labelledby={`${id}-title`}
        className="m-auto w-[calc(100%-2rem)] max-w-sm rounded-3xl border border-line bg-ground p-6 text-text backdrop:bg-scrim max-sm:mb-4"
      >
        <h2 id={`${id}-title`} className="text-xl font-bold tracking-tight">
          {title}
        </h2>
        <p className="mt-2 mb-6 text-muted">{body}</p>
        <div className="grid gap-1">
          {children}
          <Button type="button" look="quiet" popoverTarget={id} popoverTargetAction="hide">
            {keep}
          </Button>
        </div>
      </dialog>
    </>
  );
}

type DialogProps = {
  id: string;
  /** Label of the button that opens the dialog; `keep`: of the button that closes it. */
  opener: string;
  /** Where the button stands beside others. */
  openerClass?: string;
  keep: string;
  title: string;
  body: string;
  /** The form that carries it out. */
  children: ReactNode;
};
