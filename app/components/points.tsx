export function Points({ points }: { points: readonly string[] }) {
  return (
    <ul className="mb-7 grid gap-4">
      {points.map((point) => (
        <li key={point} className="flex items-start gap-3">
          <span aria-hidden="true" className="mt-[0.55em] size-2 shrink-0 rounded-full bg-accent" />
          {point}
        </li>
      ))}
    </ul>
  );
}
