/** Runs once when the server starts: refuse to start with missing or unsafe settings. */
export async function register(): Promise<void> {
  const { startServer } = await import("@/lib/start");
  startServer();
}
