/** Shown instead of an empty list. */
export function EmptyState({ title, hint }: { title: string; hint?: string }) {
  return (
    <div className="rounded-2xl bg-sunken p-10 text-center">
      <p className="text-lg font-bold">{title}</p>
      {hint !== undefined && <p className="mt-1 text-muted">{hint}</p>}
    </div>
  );
}
