import { existsSync, readFileSync } from "node:fs";
import { areFontPartsCopied } from "./font-parts";
import { generateClient, generatedModules, isClientStale, writeGenerated } from "./generate";

/**
 * Loaded before every command that imports the Prisma client (package.json, `--import`): a static
 * import is resolved before any line runs, so a fresh clone must have the client by then. It is
 * written when it is not there or was made from another schema.
 */
if (isClientStale()) generateClient();
else if (!areFontPartsCopied() || generatedModules().some(isStale)) writeGenerated();

function isStale([file, text]: [file: string, text: string]): boolean {
  return !existsSync(file) || readFileSync(file, "utf8") !== text;
}
