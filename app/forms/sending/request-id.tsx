"use client";

import { useContext } from "react";
import { FormWords } from "./form-words";

/** What the help desk asks for, small. */
export function RequestId({ id }: { id: string | null | undefined }) {
  const words = useContext(FormWords);
  if (!id) return null;
  return (
    <p className="mt-2 text-xs text-muted">
      {words !== null && <>{words.reference} </>}
      <span className="font-mono break-all" translate="no">
        {id}
      </span>
    </p>
  );
}
