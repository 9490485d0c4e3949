"use client";

import type { ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { Button } from "./button";

/** A form's button: sends once, and says that it is being sent. */
export function SubmitButton({ children, wait, look = "primary" }: SubmitButtonProps) {
  const { pending } = useFormStatus();
  return (
    <Button
      type="submit"
      look={look}
      aria-disabled={pending}
      onClick={(event) => pending && event.preventDefault()}
    >
      {pending ? wait : children}
    </Button>
  );
}

type SubmitButtonProps = {
  children: ReactNode;
  wait: string;
  look?: "primary" | "secondary" | "danger";
};
