import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Path of nginx; null if missing, which its stories report. */
export const nginxPath =
  ["/usr/sbin/nginx", "/usr/local/sbin/nginx", "/opt/homebrew/bin/nginx"].find(existsSync) ?? null;

/**
 * A real nginx in front of a server.
 * @param port the public port.
 * @param directives for the location, e.g. `proxy_set_header Host $host;`. By default nginx sends
 * its upstream's name as Host.
 */
export async function startNginx(
  upstream: string,
  directives: string,
  port: number,
): Promise<Nginx> {
  if (nginxPath === null) throw new Error("There is no nginx here");
  const folder = mkdtempSync(join(tmpdir(), "nginx-"));
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join(" ");
  writeFileSync(
    join(folder, "nginx.conf"),
    `daemon off; pid ${folder}/pid; error_log ${folder}/error.log;
     ${process.getuid?.() === 0 ? "user root;" : ""}
     events {}
     http { access_log off; ${temporary}
       server { listen 127.0.0.1:${port}; location / { proxy_pass ${upstream}; ${directives} } } }`,
  );
  const config = ["-p", folder, "-c", join(folder, "nginx.conf")];
  const tested = spawnSync(nginxPath, ["-t", ...config], { encoding: "utf8" });
  if (tested.status !== 0) throw new Error(tested.stderr);
  const server = spawn(nginxPath, config, { stdio: "ignore" });
  const url = `http://localhost:${port}`;
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await fetch(url, { redirect: "manual" }).catch(() => null)) !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    close: async () => {
      const ended = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGQUIT");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Nginx = { url: string; close: () => Promise<void> };
