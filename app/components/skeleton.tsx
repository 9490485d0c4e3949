/** Hidden from screen readers: a live region beside it says what happens. */
export function FormSkeleton() {
  return (
    <div aria-hidden="true" className="grid animate-pulse gap-3">
      {["w-16", "w-20"].map((label) => (
        <div key={label} className="grid gap-3">
          <span className={`block h-4 rounded-full bg-line ${label}`} />
          <span className="mb-3 block h-14 rounded-2xl bg-sunken" />
        </div>
      ))}
    </div>
  );
}
