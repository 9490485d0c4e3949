/** Next runs it once at start. */
export async function register(): Promise<void> {
  // A build constant, not a setting: keeps Node's modules out of the edge bundle.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { startServer } = await import("@/lib/server/start");
    await startServer();
  }
}
