import { writeFileSync } from "node:fs";
import { Session } from "node:inspector/promises";

/**
 * Loaded into a server before anything else (`--import`): the first SIGUSR2 begins to sample its CPU,
 * the next one writes the profile to CPU_PROFILE.
 */
const session = new Session();
session.connect();
let began = false;
process.on("SIGUSR2", () => void toggle());

async function toggle(): Promise<void> {
  if (began) {
    const { profile } = await session.post("Profiler.stop");
    writeFileSync(process.env["CPU_PROFILE"] ?? "", JSON.stringify(profile));
    return;
  }
  began = true;
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: 500 });
  await session.post("Profiler.start");
}
