import { readdirSync, readFileSync } from "node:fs";

/** Every page and handler below /admin, as the build has them; `id`: the member whose page it is. */
export function placesBelowAdmin(id: string): Place[] {
  const files = readdirSync("app/admin", { recursive: true, encoding: "utf8" }).sort();
  return files.flatMap((file) => {
    const [, folder = "", kind] = /^(?:(.*)\/)?(page\.tsx|route\.ts)$/.exec(file) ?? [];
    if (kind === undefined) return [];
    const path = `/admin/${folder}`.replace(/\/$/, "").replace("[id]", id);
    const source = readFileSync(`app/admin/${file}`, "utf8");
    const isForHigher = /(requireAdministrator\(|needs: )"(operator|owner)"/.test(source);
    const takesPost = /\bPOST\b/.test(source);
    return [{ path, isPage: kind === "page.tsx", takesPost, isForHigher }];
  });
}

type Place = {
  path: string;
  isPage: boolean;
  takesPost: boolean;
  /** For more than a viewer. */
  isForHigher: boolean;
};
