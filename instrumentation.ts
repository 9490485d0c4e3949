/** Runs once when the server starts: refuse to start with missing or unsafe settings. */
export async function register(): Promise<void> {
  // A constant of the build, not a setting: keeps Node's modules out of the edge bundle.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { startServer } = await import("@/lib/server/start");
    await startServer();
  }
}
