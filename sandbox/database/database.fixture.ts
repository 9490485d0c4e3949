import { startDatabase } from "./database";

/** For tests, as a process that can be killed: serves the folder on the port, then says so. */
const [port, dataDir] = process.argv.slice(2);
if (port === undefined || dataDir === undefined) throw new Error("port and folder, please");
const { url } = await startDatabase({ port: Number(port), dataDir });
console.log(url);
