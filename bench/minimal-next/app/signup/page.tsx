export const dynamic = "force-dynamic";

/** A page that is rendered for each request, as ours is. */
export default function Page() {
  return <h1>Sign up</h1>;
}
