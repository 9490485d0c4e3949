"use client";

import { useContext, type ReactNode } from "react";
import { Pending } from "@/app/forms/sending/pending";
import { Button } from "../components/button";

export function SubmitButton({ children, wait, look = "primary" }: SubmitButtonProps) {
  const isPending = useContext(Pending);
  return (
    <Button type="submit" look={look} aria-disabled={isPending}>
      {isPending ? wait : children}
    </Button>
  );
}

type SubmitButtonProps = {
  children: ReactNode;
  wait: string;
  look?: "primary" | "secondary" | "danger";
};
