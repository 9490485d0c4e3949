"use client";

import { useCallback, useRef, useState, type FormEvent, type ReactNode } from "react";
import type { PostAddress, PublicAddress } from "@/lib/requests/post-addresses";
import { Pending } from "./sending/pending";
import { useFreshOnReturn } from "./use-form-post";

/** A form that the browser sends itself. An administrator's is an AdminForm. */
export function PostForm(props: PostFormProps) {
  return <SentOnce {...props} />;
}

/** Only once, however often it is pressed. */
export function SentOnce({ action, className, children }: SentOnceProps) {
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

type SentOnceProps = {
  action: PostAddress | `${PostAddress}?${string}`;
  className?: string | undefined;
  children: ReactNode;
};
type PostFormProps = SentOnceProps & { action: PublicAddress | `${PublicAddress}?${string}` };
