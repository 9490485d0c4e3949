"use client";

import { useCallback, useRef, useState, type FormEvent, type ReactNode } from "react";
import type { PostAddress } from "@/lib/requests/post-addresses";
import { Pending } from "./sending/pending";
import { useFreshOnReturn } from "./use-form-post";

/** A form that the browser sends itself, only once however often it is pressed. */
export function PostForm({ action, className, children }: PostFormProps) {
  const [isPending, setPending] = useState(false);
  const busy = useRef(false);
  const release = useCallback(() => {
    busy.current = false;
    setPending(false);
  }, []);
  useFreshOnReturn(release);
  function onSubmit(event: FormEvent) {
    if (busy.current) return event.preventDefault();
    busy.current = true;
    setPending(true);
  }
  return (
    <form action={action} method="post" onSubmit={onSubmit} className={className}>
      <Pending value={isPending}>{children}</Pending>
    </form>
  );
}

type PostFormProps = {
  action: PostAddress | `${PostAddress}?${string}`;
  className?: string;
  children: ReactNode;
};
